import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { captchaChoices } from "@/lib/captcha/read-recaptcha-settings";
import { getLinkSettings } from "@/lib/link-settings/queries";
import { LinkSettingsForm } from "./_components/link-settings-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("linkSettings");
  return { title: t("title") };
}

export default async function LinkSettingsPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const settings = await getLinkSettings(ctx);
  const t = await getTranslations("linkSettings");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={t("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <LinkSettingsForm start={settings} timeZone={firm.timeZone} captchas={captchaChoices()} />
    </>
  );
}
