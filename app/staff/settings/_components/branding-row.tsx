import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getBranding } from "@/lib/branding/queries";
import { SettingRow } from "./setting-row";

/** Whether the firm shows itself in its own look, and the way to change it. */
export async function BrandingRow() {
  const { ctx } = await requireStaff("settings.manage");
  const { choice, logo } = await getBranding(ctx);
  const t = await getTranslations("firmSettings.branding");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { logo: logo ? "yes" : "no", accent: choice.accent ? "yes" : "no" })}
      href="/staff/settings/branding"
      action={t("indexAction")}
      icon="page"
    />
  );
}
