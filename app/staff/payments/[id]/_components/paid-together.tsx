import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { PaymentStatus } from "@/components/payments/payment-status";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import type { PaidTogether } from "@/lib/carts/model";
import { formatMoney } from "@/lib/money/format-money";

/** The other payments of the same cart: operating and trust are charged apart and shown together. */
export async function PaidTogetherSheet({ others }: { others: readonly PaidTogether[] }) {
  if (others.length === 0) return null;
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const payments = await getTranslations("payments.columns");
  return (
    <Sheet title={t("together.title")} pad="none">
      <Ledger caption={t("together.table")} indent>
        <thead>
          <tr>
            <Th held>{t("columns.payment")}</Th>
            <Th>{payments("account")}</Th>
            <Th>{payments("status")}</Th>
            <Th kind="money">{t("columns.amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {others.map((other) => (
            <tr key={other.paymentId}>
              <Td held>
                <Link href={`/staff/payments/${other.paymentId}`} prefetch={false}>
                  {t("together.text", { payment: other.number })}
                </Link>
              </Td>
              <Td>
                <AccountTag kind={other.kind} />
              </Td>
              <Td>
                <PaymentStatus status={other.status} />
              </Td>
              <Td kind="money">{formatMoney(other.amountCents, other.currency, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
