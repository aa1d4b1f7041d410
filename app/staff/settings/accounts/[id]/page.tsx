import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { hasServerKeys, listAccountSettings } from "@/lib/merchant-accounts/list-account-settings";
import { AccountForm } from "../_components/account-form";
import { CheckAccount } from "../_components/check-account";
import { startOfAccount } from "../_components/form-start";
import { WebhookSheet } from "../_components/webhook-sheet";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.accounts");
  return { title: t("editTitle") };
}

export default async function AccountPage({ params }: Props) {
  const { ctx } = await requireStaff("settings.manage");
  const { id } = await params;
  const accounts = await listAccountSettings(ctx);
  const account = accounts.find((one) => one.id === id);
  if (!account) notFound();
  const t = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/settings", label: t("title") },
          { href: "/staff/settings/accounts", label: t("accounts.title") },
          { label: account.name },
        ]}
        crumbsLabel={t("crumbs")}
        title={account.name}
        lead={<AccountTag kind={account.kind} long />}
      />
      <div className="columns-form">
        <AccountForm
          start={startOfAccount(account)}
          account={account}
          accounts={accounts}
          requestId={ctx.ids.next("req")}
          needsKeys={!hasServerKeys()}
        />
        <div className="stack">
          <Sheet title={t("accounts.check.title")}>
            <CheckAccount accountId={account.id} />
          </Sheet>
          {account.webhookUrl && <WebhookSheet url={account.webhookUrl} />}
        </div>
      </div>
    </>
  );
}
