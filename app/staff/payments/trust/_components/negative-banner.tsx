import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import type { TrustStanding } from "@/lib/trust/model";
import { isNegative } from "@/lib/trust/rules";

/** No balance below zero is shown without its alarm (T7). */
export async function NegativeBanner({ matters }: { matters: readonly TrustStanding[] }) {
  const count = matters.filter(isNegative).length;
  if (count === 0) return null;
  const t = await getTranslations("trust.negativeBanner");
  return (
    <Banner tone="danger" role="alert" title={t("title", { count })} className="mb-5">
      {t("text")}
    </Banner>
  );
}
