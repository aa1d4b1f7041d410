import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";

type Props = { searchParams: Promise<{ needs?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("staff.noPermission");
  return { title: t("title") };
}

/** Says what is missing and who can give it. */
export default async function NoPermissionPage({ searchParams }: Props) {
  const { needs = "" } = await searchParams;
  const { can } = await requireStaff("signed-in");
  const t = await getTranslations("staff");
  const key = `permission.${needs.replace(".", "_")}` as never;
  const permission = t.has(key) ? t(key) : needs;
  return (
    <>
      <PageHead title={t("noPermission.title")} lead={t("noPermission.text", { permission })} />
      {can("payments.view") && <LinkButton href="/staff/payments">{t("noPermission.back")}</LinkButton>}
    </>
  );
}
