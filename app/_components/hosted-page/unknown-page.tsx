import { OutcomePage } from "@/components/layout/outcome-page";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

/** One answer for every address that opens nothing: an unknown firm, an unknown page, a draft. */
export function UnknownPage({ locale }: { locale: Locale }) {
  const t = textsOf(locale, "pageForm.unknown");
  return (
    <div className="public" lang={locale}>
      <title>{t("title")}</title>
      <div className="public-page">
        <OutcomePage tone="off" icon="link" title={t("title")}>
          {t("text")}
        </OutcomePage>
      </div>
    </div>
  );
}
