import { getTranslations } from "next-intl/server";
import { OutcomePage } from "@/components/layout/outcome-page";
import { LinkButton } from "@/components/ui/link-button";

export default async function NotFound() {
  const t = await getTranslations("common.notFound");
  return (
    <div className="public">
      <div className="public-page">
        <OutcomePage tone="off" title={t("title")} actions={<LinkButton href="/">{t("back")}</LinkButton>}>
          {t("text")}
        </OutcomePage>
      </div>
    </div>
  );
}
