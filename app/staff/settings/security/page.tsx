import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { getOwnSecondFactor, getSecurity } from "@/lib/staff/queries";
import { SecurityForm } from "./_components/security-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("users.security");
  return { title: t("title") };
}

export default async function SecurityPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const [security, own] = await Promise.all([getSecurity(ctx), getOwnSecondFactor(ctx)]);
  const t = await getTranslations("users.security");
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
        <SecurityForm security={security} hasOwn={own.isOn} currency={firm.currency} />
      </Sheet>
    </>
  );
}
