import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getFirmProfile } from "@/lib/firms/get-firm-profile";
import { CURRENCY_CODES } from "@/lib/money/currency";
import { ProfileForm } from "./_components/profile-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("firmSettings.profile");
  return { title: t("title") };
}

export default async function FirmProfilePage() {
  const { ctx } = await requireStaff("settings.manage");
  const profile = await getFirmProfile(ctx);
  const t = await getTranslations("firmSettings.profile");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={all("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <Sheet pad="form" className="max-w-[44rem]">
        <ProfileForm
          profile={profile}
          timeZones={Intl.supportedValuesOf("timeZone")}
          currencies={profile.isCurrencyFixed ? null : CURRENCY_CODES}
        />
      </Sheet>
    </>
  );
}
