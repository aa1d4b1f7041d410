import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { BarPages, BottomBar, Ledger, Td, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { formatDate } from "@/lib/dates/format-date";
import type { PayerRow } from "@/lib/payers/model";
import type { Page } from "@/lib/platform/keyset";
import { type PayersFilter, payersAddressOf } from "./payers-address";

type Props = { page: Page<PayerRow>; filter: PayersFilter; timeZone: string; mayManage: boolean };

export async function PayersTable({ page, filter, timeZone, mayManage }: Props) {
  const t = await getTranslations("payers.list");
  if (page.rows.length === 0) return <NoPayers filter={filter} mayManage={mayManage} />;
  return (
    <>
      <Ledger caption={t("table")} hover>
        <thead>
          <tr>
            <Th held>{t("name")}</Th>
            <Th>{t("email")}</Th>
            <Th>{t("phone")}</Th>
            <Th>{t("refs")}</Th>
            <Th kind="end">{t("lastPaid")}</Th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <PayerLine key={row.id} row={row} timeZone={timeZone} />
          ))}
        </tbody>
      </Ledger>
      {(page.nextCursor || filter.cursor) && (
        <BottomBar>
          <BarPages text="">
            {filter.cursor && (
              <LinkButton href={payersAddressOf(filter)} size="sm">
                {t("first")}
              </LinkButton>
            )}
            {page.nextCursor && (
              <LinkButton href={payersAddressOf(filter, { cursor: page.nextCursor })} size="sm">
                {t("next")}
              </LinkButton>
            )}
          </BarPages>
        </BottomBar>
      )}
    </>
  );
}

async function PayerLine({ row, timeZone }: { row: PayerRow; timeZone: string }) {
  const locale = await getLocale();
  const t = await getTranslations("payers.list");
  const [email = "", ...others] = row.emails;
  return (
    <tr>
      <Td held>
        <Link href={`/staff/payers/${row.id}`} prefetch={false} className="ledger-main">
          {row.name}
        </Link>
      </Td>
      <Td>
        {email}
        {others.length > 0 && <span className="text-ink-3"> {t("more", { count: others.length })}</span>}
      </Td>
      <Td kind="soft">{row.phone}</Td>
      <Td kind="soft">{row.clientRefs.join(", ")}</Td>
      <Td kind="end" className="text-ink-2">
        {row.lastPaidAt ? formatDate(row.lastPaidAt, timeZone, locale) : t("never")}
      </Td>
    </tr>
  );
}

/** Nobody yet, or nobody who matches: two cases with two ways on. */
async function NoPayers({ filter, mayManage }: { filter: PayersFilter; mayManage: boolean }) {
  const t = await getTranslations("payers");
  if (filter.q) {
    return (
      <EmptyState
        title={t("list.noMatchTitle")}
        action={<LinkButton href="/staff/payers">{t("list.clear")}</LinkButton>}
      >
        {t("list.noMatchText", { q: filter.q })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("list.noneTitle")}
      action={mayManage && <LinkButton href="/staff/payers/new">{t("new")}</LinkButton>}
    >
      {t("list.noneText")}
    </EmptyState>
  );
}
