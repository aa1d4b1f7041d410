import { OutcomePage } from "@/components/layout/outcome-page";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

/** One answer for every unknown token. */
export function UnknownReceipt({ locale }: { locale: Locale }) {
  const t = textsOf(locale, "receipt");
  return (
    <div className="public">
      <title>{t("notFoundTitle")}</title>
      <div className="public-page">
        <OutcomePage tone="off" icon="file" title={t("notFoundTitle")}>
          {t("notFoundText")}
        </OutcomePage>
      </div>
    </div>
  );
}
