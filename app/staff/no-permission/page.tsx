import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { requireStaff } from "@/lib/auth/session";

type Props = { searchParams: Promise<{ needs?: string }> };

/** Says what is missing and who can give it. */
export default async function NoPermissionPage({ searchParams }: Props) {
  const { needs = "" } = await searchParams;
  await requireStaff("signed-in");
  const t = await getTranslations("staff");
  const key = `permission.${needs.replace(".", "_")}` as never;
  const permission = t.has(key) ? t(key) : needs;
  return (
    <EmptyState
      title={t("noPermission.title")}
      action={<LinkButton href="/staff/payments">{t("noPermission.back")}</LinkButton>}
    >
      {t("noPermission.text", { permission })}
    </EmptyState>
  );
}
