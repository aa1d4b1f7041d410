import { OutcomePage } from "@/components/layout/outcome-page";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";

/** In place of a page that is opened by a token, while too many requests come from one address. */
export async function TooManyPage() {
  const t = textsOf(await requestLocaleOf(), "common");
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage tone="warn" title={t("tooMany.title")}>
          {t("tooMany.text")}
        </OutcomePage>
      </div>
    </div>
  );
}
