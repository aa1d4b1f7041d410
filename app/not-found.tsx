import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { OutcomePage } from "@/components/layout/outcome-page";
import { LinkButton } from "@/components/ui/link-button";

export default async function NotFound() {
  // Next draws this beside every page; those that a token opens answer for themselves.
  if (/^\/(pay|receipt)\/[^/]+$/.test((await headers()).get("x-docketpay-path") ?? "")) return null;
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
