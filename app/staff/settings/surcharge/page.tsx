import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getSurcharge } from "@/lib/surcharges/queries";
import { SurchargeForm } from "./_components/surcharge-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("surcharge");
  return { title: t("title") };
}

export default async function SurchargePage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const { settings, today } = await getSurcharge(ctx);
  const t = await getTranslations("surcharge");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={t("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <SurchargeForm start={settings} today={today} currency={firm.currency} />
    </>
  );
}
