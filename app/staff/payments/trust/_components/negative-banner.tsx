import { getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";

/** No balance below zero is shown without its alarm (T7). */
export async function NegativeBanner({ count }: { count: number }) {
  if (count === 0) return null;
  const t = await getTranslations("trust.negativeBanner");
  return (
    <Banner tone="danger" role="alert" title={t("title", { count })} className="mb-5">
      {t("text")}
    </Banner>
  );
}
