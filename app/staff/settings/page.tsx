import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listAccountSettings } from "@/lib/merchant-accounts/list-account-settings";
import { ApiCard } from "./_components/api-card";
import { AuditCard } from "./_components/audit-card";
import { BooksCard } from "./_components/books-card";
import { CustomFieldsCard } from "./_components/custom-fields-card";
import { FirmCards } from "./_components/firm-cards";
import { LinksCard } from "./_components/links-card";
import { ModuleCards } from "./_components/module-cards";
import { RetriesCard } from "./_components/retries-card";
import { SecurityCard } from "./_components/security-card";
import { SurchargeCard } from "./_components/surcharge-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

export default async function SettingsPage() {
  const { ctx } = await requireStaff("settings.manage");
  const accounts = await listAccountSettings(ctx);
  const t = await getTranslations("settings");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="grid max-w-[60rem] gap-5 md:grid-cols-2">
        <FirmCards />
        <Sheet title={t("accounts.title")}>
          <p className="text-ink-2">{t("index.accounts", { count: accounts.length })}</p>
          <div className="actions mt-4">
            <LinkButton href="/staff/settings/accounts" icon="bank">
              {t("index.accountsAction")}
            </LinkButton>
          </div>
        </Sheet>
        <BooksCard />
        <LinksCard />
        <SurchargeCard />
        <RetriesCard />
        <CustomFieldsCard />
        <SecurityCard />
        <ApiCard />
        <AuditCard />
        <ModuleCards />
      </div>
    </>
  );
}
