import { OutcomePage } from "@/components/layout/outcome-page";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

/** One answer for every unknown token, so that nothing can be learned by guessing. */
export function UnknownLink({ locale }: { locale: Locale }) {
  const t = textsOf(locale, "pay.dead");
  return (
    <div className="public">
      <title>{t("unknownTitle")}</title>
      <div className="public-page">
        <OutcomePage tone="off" icon="link" title={t("unknownTitle")}>
          {t("unknownText")}
        </OutcomePage>
      </div>
    </div>
  );
}
