import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentTrust } from "@/lib/trust/find-payment-trust";
import { isNegative } from "@/lib/trust/rules";

/** Where the matter of a trust payment stands, and the way to its ledger; nothing for operating money. */
export async function PaymentTrustSheet({ trust }: { trust: PaymentTrust | null }) {
  if (!trust) return null;
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const { standing, accountId, clientRef, matterRef } = trust;
  const money = (cents: number) => formatMoney(cents, trust.currency, locale);
  const key = new URLSearchParams({ account: accountId, client: clientRef, matter: matterRef });
  return (
    <Sheet trust title={t("payment.title")} aside={t("matter.title", { matter: matterRef })}>
      {isNegative(standing) && (
        <Banner
          tone="danger"
          role="alert"
          title={t("payment.negative", { amount: money(-standing.clearedCents) })}
          className="mb-4"
        />
      )}
      <Facts
        facts={[
          { name: t("columns.inTransit"), value: money(standing.inTransitCents) },
          { name: t("columns.onHold"), value: money(standing.onHoldCents) },
          { name: t("columns.cleared"), value: money(standing.clearedCents) },
          { name: t("columns.total"), value: <b>{money(standing.totalCents)}</b> },
        ]}
      />
      <p className="mt-4">
        <Link href={`/staff/payments/trust?${key}`} prefetch={false}>
          {t("payment.ledger")}
        </Link>
      </p>
    </Sheet>
  );
}
