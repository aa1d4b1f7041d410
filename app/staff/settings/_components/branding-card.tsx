import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getBranding } from "@/lib/branding/queries";

/** Whether the firm shows itself in its own look, and the way to change it. */
export async function BrandingCard() {
  const { ctx } = await requireStaff("settings.manage");
  const { choice, logo } = await getBranding(ctx);
  const t = await getTranslations("firmSettings.branding");
  return (
    <Sheet title={t("title")}>
      <p className="text-ink-2">{t("index", { logo: logo ? "yes" : "no", accent: choice.accent ? "yes" : "no" })}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/branding" icon="page">
          {t("indexAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
