import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { methodText } from "@/components/payments/method-text";
import { PaymentStatus } from "@/components/payments/payment-status";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { formatShortDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentRow } from "@/lib/payments/model";

type Props = { caption: string; rows: PaymentRow[]; timeZone: string; brief?: boolean };

/** Payments of one payer, each with a way to its page; `brief` leaves out what does not fit beside other things. */
export async function PayerPayments({ caption, rows, timeZone, brief }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("payments");
  const common = await getTranslations("common");
  return (
    <Ledger caption={caption} indent={brief} hover>
      <thead>
        <tr>
          <Th held>{t("detail.facts.payment")}</Th>
          <Th>{t("columns.date")}</Th>
          {!brief && <Th>{t("columns.reference")}</Th>}
          <Th>{t("columns.account")}</Th>
          {!brief && <Th>{t("columns.method")}</Th>}
          <Th>{t("columns.status")}</Th>
          <Th kind="money">{t("columns.amount")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td held>
              <Link href={`/staff/payments/${row.id}`} prefetch={false} className="ledger-main">
                {row.number}
              </Link>
            </Td>
            <Td kind="soft">{formatShortDateTime(row.createdAt, timeZone, locale)}</Td>
            {!brief && <Td>{row.invoiceNumber || (row.matterRef && t("matter", { ref: row.matterRef }))}</Td>}
            <Td>
              <AccountTag kind={row.accountKind} />
            </Td>
            {!brief && <Td kind="soft">{methodText(common, row)}</Td>}
            <Td>
              <PaymentStatus status={row.status} />
            </Td>
            <Td kind="money">{formatMoney(row.amountCents, row.currency, locale)}</Td>
          </tr>
        ))}
      </tbody>
    </Ledger>
  );
}
