import { getTranslations } from "next-intl/server";
import { OutcomePage } from "@/components/layout/outcome-page";
import { LinkButton } from "@/components/ui/link-button";
import { findPreparedHeaders } from "@/lib/http/held-request";

/** Next draws this beside every page; those that a token opens answer for themselves. */
export default function NotFound() {
  return findPreparedHeaders() ? null : <UnknownAddress />;
}

async function UnknownAddress() {
  const t = await getTranslations("common.notFound");
  return (
    <div className="public">
      <title>{t("title")}</title>
      <div className="public-page">
        <OutcomePage tone="off" title={t("title")} actions={<LinkButton href="/">{t("back")}</LinkButton>}>
          {t("text")}
        </OutcomePage>
      </div>
    </div>
  );
}
