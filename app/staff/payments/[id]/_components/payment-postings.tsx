import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { PostingState } from "@/components/postings/posting-state";
import { TroubleText } from "@/components/postings/trouble-text";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { isConnectOn } from "@/lib/connect-settings/is-connect-on";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";
import { listPostingsOfPayment } from "@/lib/postings/queries";
import { CreatePosting } from "./create-posting";

type Props = { payment: PaymentDetail; staff: Staff };

/** Statuses of which something is held that can be posted. */
const POSTABLE = ["approved", "settled", "partially_refunded", "pending"];

/** The payment's way into the matter system; where it has none, a person may give it one. Nothing where Connect is off. */
export async function PaymentPostings({ payment, staff }: Props) {
  if (!(await isConnectOn(staff.ctx))) return null;
  const t = await getTranslations("postings");
  const rows = await listPostingsOfPayment(staff.ctx, payment.id);
  const mayManage = staff.can("postings.manage");
  if (rows.length === 0) {
    if (!mayManage || !POSTABLE.includes(payment.status)) return null;
    return (
      <Sheet title={t("ofPayment.title")}>
        <p className="mb-4 text-ink-2">{t("ofPayment.none")}</p>
        <CreatePosting
          paymentId={payment.id}
          kind={payment.accountKind === "trust" ? "trust" : "invoice"}
          given={payment.accountKind === "trust" ? payment.matterRef : payment.invoiceNumber}
        />
      </Sheet>
    );
  }
  const locale = await getLocale();
  return (
    <Sheet title={t("ofPayment.title")} pad="none">
      <Ledger caption={t("ofPayment.title")} indent stack>
        <thead>
          <tr>
            <Th>{t("ofPayment.number")}</Th>
            <Th>{t("ofPayment.item")}</Th>
            <Th>{t("ofPayment.state")}</Th>
            <Th kind="money">{t("ofPayment.amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <Td className="stack-name">
                {mayManage ? (
                  <Link href={`/staff/connect/postings?view=all&q=${encodeURIComponent(row.number)}`} prefetch={false}>
                    {row.number}
                  </Link>
                ) : (
                  row.number
                )}
              </Td>
              <Td kind="flow">{[row.invoiceNumber, row.matterNumber].filter(Boolean).join(", ")}</Td>
              <Td kind="flow">
                <PostingState row={row} />
                {mayManage && row.trouble && (
                  <span className="block text-ink-2 text-sm">
                    <TroubleText row={row} trouble={row.trouble} />
                  </span>
                )}
              </Td>
              <Td kind="money" data-label={t("ofPayment.amount")}>
                {formatMoney(row.amountCents, row.currency, locale)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
