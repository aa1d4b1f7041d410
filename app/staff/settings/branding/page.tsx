import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getBranding } from "@/lib/branding/queries";
import { BrandingForm } from "./_components/branding-form";
import { LogoSheet } from "./_components/logo-sheet";
import { previewFactsOf } from "./_components/preview-facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("firmSettings.branding");
  return { title: t("title") };
}

export default async function BrandingPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const { choice, logo } = await getBranding(ctx);
  const t = await getTranslations("firmSettings.branding");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={all("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <div className="stack">
        <LogoSheet logo={logo} />
        <BrandingForm start={{ ...choice, logoHasName: logo?.hasName ?? false }} facts={previewFactsOf(ctx, firm)} />
      </div>
    </>
  );
}
