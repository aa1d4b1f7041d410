import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { sumCents } from "@/lib/money/cents";
import { formatMoney } from "@/lib/money/format-money";
import type { OpenChargeRow } from "@/lib/trust/model";
import { MarkReplaced } from "./mark-replaced";

type Props = { charges: readonly OpenChargeRow[]; timeZone: string; mayMark: boolean };

/** What operating owes trust and nobody has seen to (T4, T5). */
export async function ReplaceSheet({ charges, timeZone, mayMark }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const currency = charges[0]?.currency ?? "USD";
  return (
    <Sheet id="replace" title={t("replace.title")} aside={t("replace.lead")} pad="none">
      <Ledger caption={t("replace.table")} indent>
        <thead>
          <tr>
            <Th>{t("columns.date")}</Th>
            <Th held>{t("columns.payment")}</Th>
            <Th>{t("columns.owed")}</Th>
            <Th>{t("columns.matter")}</Th>
            <Th>{t("columns.from")}</Th>
            <Th kind="money">{t("columns.amount")}</Th>
            <Th kind="end">{t("replace.how")}</Th>
          </tr>
        </thead>
        <tbody>
          {charges.map((charge) => (
            <tr key={charge.id}>
              <Td kind="soft">{formatShortDateTime(charge.at, timeZone, locale)}</Td>
              <Td held>
                <Link href={`/staff/payments/${charge.paymentId}`} prefetch={false}>
                  {charge.paymentNumber}
                </Link>
              </Td>
              <Td>{t(`charge.${charge.kind}`)}</Td>
              <Td>{charge.matterRef}</Td>
              <Td>{charge.operatingAccountName}</Td>
              <Td kind="money">{formatMoney(charge.amountCents, charge.currency, locale)}</Td>
              <Td kind="end">
                <MarkReplaced
                  chargeId={charge.id}
                  amount={formatMoney(charge.amountCents, charge.currency, locale)}
                  payment={charge.paymentNumber}
                  matter={charge.matterRef}
                  operating={charge.operatingAccountName}
                  mayBeCovered={charge.mayBeCovered}
                  blocked={mayMark ? null : t("replace.noPermission")}
                />
              </Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td>{t("replace.total")}</Td>
            <Td />
            <Td />
            <Td />
            <Td />
            <Td kind="money" total>
              {formatMoney(sumCents(charges.map(({ amountCents }) => amountCents)), currency, locale)}
            </Td>
            <Td />
          </tr>
        </tfoot>
      </Ledger>
    </Sheet>
  );
}
