import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { NamedAccount } from "@/components/payments/account-tag";
import { methodText } from "@/components/payments/method-text";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/dates/format-date";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";

type Props = { payment: PaymentDetail; staff: Staff; savePayer: ReactNode };

/** Everything that was charged, for the file and for the printer. */
export async function ResultFacts({ payment, staff, savePayer }: Props) {
  const t = await getTranslations("enterPayment.result");
  const common = await getTranslations("common");
  const locale = await getLocale();
  const money = (cents: number) => formatMoney(cents, payment.currency, locale);
  return (
    <Sheet title={t("details")}>
      <Facts
        facts={[
          {
            name: t("facts.payment"),
            value: (
              <Link href={`/staff/payments/${payment.id}`} prefetch={false}>
                {payment.number}
              </Link>
            ),
          },
          { name: t("facts.receipt"), value: payment.receiptNumber },
          { name: t("facts.when"), value: formatDateTime(payment.createdAt, staff.firm.timeZone, locale) },
          { name: t("facts.payer"), value: <Payer payment={payment} savePayer={savePayer} /> },
          {
            name: t("facts.account"),
            value: <NamedAccount kind={payment.accountKind} name={payment.accountName} />,
          },
          { name: t("facts.method"), value: methodText(common, payment) },
          { name: t("facts.surcharge"), value: payment.surchargeCents > 0 ? money(payment.surchargeCents) : null },
          { name: t("facts.invoice"), value: payment.invoiceNumber },
          { name: t("facts.client"), value: payment.clientRef },
          { name: t("facts.matter"), value: payment.matterRef },
        ]}
      />
    </Sheet>
  );
}

function Payer({ payment: { payerId, payerName }, savePayer }: Pick<Props, "payment" | "savePayer">) {
  return (
    <span className="inline-flex flex-wrap items-center gap-3">
      {payerId ? (
        <Link href={`/staff/payers/${payerId}`} prefetch={false}>
          {payerName}
        </Link>
      ) : (
        payerName
      )}
      {savePayer}
    </span>
  );
}
