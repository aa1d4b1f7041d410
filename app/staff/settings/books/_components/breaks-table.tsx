import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { EmptyState } from "@/components/ui/empty-state";
import { BottomBar, Ledger, Td, Th } from "@/components/ui/ledger";
import type { BreakView } from "@/lib/comparisons/model";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import { CloseBreak } from "./close-break";

type Props = { breaks: { rows: BreakView[]; total: number }; timeZone: string; isOpen: boolean };

/** Both sides beside each other, and what the difference is. */
export async function BreaksTable({ breaks, timeZone, isOpen }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("settings.books");
  if (breaks.rows.length === 0) return <EmptyState title={t("noneOpen")}>{t("noneOpenText")}</EmptyState>;
  return (
    <>
      <Ledger caption={isOpen ? t("openCaption") : t("closedCaption")} indent>
        <thead>
          <tr>
            <Th held>{t("column.payment")}</Th>
            <Th>{t("column.what")}</Th>
            <Th>{t("column.account")}</Th>
            <Th>{t("column.charged")}</Th>
            <Th kind="money">{t("column.ours")}</Th>
            <Th kind="money">{t("column.theirs")}</Th>
            <Th kind="money">{t("column.difference")}</Th>
            <Th>{isOpen ? t("column.act") : t("column.end")}</Th>
          </tr>
        </thead>
        <tbody>
          {breaks.rows.map((row) => (
            <BreakLine key={row.id} row={row} timeZone={timeZone} isOpen={isOpen} />
          ))}
        </tbody>
      </Ledger>
      {breaks.total > breaks.rows.length && (
        <BottomBar>
          <span>
            {t("more", {
              shown: breaks.rows.length.toLocaleString(locale),
              total: breaks.total.toLocaleString(locale),
            })}
          </span>
        </BottomBar>
      )}
    </>
  );
}

async function BreakLine({ row, timeZone, isOpen }: { row: BreakView; timeZone: string; isOpen: boolean }) {
  const locale = await getLocale();
  const t = await getTranslations("settings.books");
  const name = row.paymentNumber || row.gatewayRef;
  const money = (cents: number) => formatMoney(cents, row.currency, locale);
  return (
    <tr>
      <Td held>
        {row.paymentId ? (
          <Link href={`/staff/payments/${row.paymentId}`} prefetch={false} className="row-link">
            {name}
          </Link>
        ) : (
          name
        )}
      </Td>
      <Td kind="flow" className="min-w-[14rem]">
        {t(`kind.${row.kind}`)}
      </Td>
      <Td>
        <AccountTag kind={row.accountKind} />
      </Td>
      <Td kind="soft">{formatShortDateTime(row.chargedAt, timeZone, locale)}</Td>
      <Td kind="money">{row.ourCents === null ? t("notThere") : money(row.ourCents)}</Td>
      <Td kind="money">{row.theirCents === null ? t("notThere") : money(row.theirCents)}</Td>
      <Td kind="money">{money(row.differenceCents)}</Td>
      <Td kind={isOpen ? "text" : "flow"} className={isOpen ? "relative" : "min-w-[14rem]"}>
        {isOpen ? (
          <CloseBreak
            breakId={row.id}
            name={name}
            what={t(`kind.${row.kind}`)}
            difference={money(row.differenceCents)}
          />
        ) : (
          <Ending row={row} timeZone={timeZone} />
        )}
      </Td>
    </tr>
  );
}

/** How a closed break came to its end: by a person with a note, by import, or because the books agree again. */
async function Ending({ row, timeZone }: { row: BreakView; timeZone: string }) {
  const locale = await getLocale();
  const t = await getTranslations("settings.books");
  const at = row.closedAt ? formatShortDateTime(row.closedAt, timeZone, locale) : "";
  if (row.note) return t("ending.note", { note: row.note, at });
  const isImported = row.closedAt?.getTime() === row.foundAt.getTime();
  return isImported ? t("ending.imported", { at }) : t("ending.agreed", { at });
}
