import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { hasServerKeys, listAccountSettings } from "@/lib/merchant-accounts/list-account-settings";
import { AccountForm } from "../_components/account-form";
import { emptyAccount } from "../_components/form-start";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.accounts");
  return { title: t("newTitle") };
}

export default async function NewAccountPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const accounts = await listAccountSettings(ctx);
  const t = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/settings", label: t("title") },
          { href: "/staff/settings/accounts", label: t("accounts.title") },
          { label: t("accounts.newTitle") },
        ]}
        crumbsLabel={t("crumbs")}
        title={t("accounts.newTitle")}
        lead={t("accounts.newLead")}
      />
      <AccountForm
        start={emptyAccount(firm.currency)}
        account={null}
        accounts={accounts}
        requestId={ctx.ids.next("req")}
        needsKeys={!hasServerKeys()}
      />
    </>
  );
}
