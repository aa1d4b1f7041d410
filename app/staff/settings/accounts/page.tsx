import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listAccountSettings } from "@/lib/merchant-accounts/list-account-settings";
import { AccountsTable } from "./_components/accounts-table";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.accounts");
  return { title: t("title") };
}

export default async function AccountsPage() {
  const { ctx } = await requireStaff("settings.manage");
  const accounts = await listAccountSettings(ctx);
  const t = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: t("title") }, { label: t("accounts.title") }]}
        crumbsLabel={t("crumbs")}
        title={t("accounts.title")}
        lead={t("accounts.lead")}
        actions={
          <LinkButton href="/staff/settings/accounts/new" variant="primary" icon="plus">
            {t("accounts.add")}
          </LinkButton>
        }
      />
      <Sheet pad="none">
        <AccountsTable accounts={accounts} />
      </Sheet>
    </>
  );
}
