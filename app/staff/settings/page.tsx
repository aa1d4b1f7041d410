import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { AccountsCard } from "./_components/accounts-card";
import { ApiCard } from "./_components/api-card";
import { AuditCard } from "./_components/audit-card";
import { BooksCard } from "./_components/books-card";
import { CustomFieldsCard } from "./_components/custom-fields-card";
import { FirmCards } from "./_components/firm-cards";
import { LinksCard } from "./_components/links-card";
import { ModuleCards } from "./_components/module-cards";
import { RetriesCard } from "./_components/retries-card";
import { SecurityCard } from "./_components/security-card";
import { SettingGroup } from "./_components/setting-row";
import { SurchargeCard } from "./_components/surcharge-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

export default async function SettingsPage() {
  await requireStaff("settings.manage");
  const t = await getTranslations("settings");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="stack max-w-[60rem]">
        <SettingGroup title={t("group.clients")}>
          <FirmCards />
        </SettingGroup>
        <SettingGroup title={t("group.money")}>
          <AccountsCard />
          <BooksCard />
          <SurchargeCard />
          <RetriesCard />
        </SettingGroup>
        <SettingGroup title={t("group.asking")}>
          <LinksCard />
          <CustomFieldsCard />
          <ModuleCards />
        </SettingGroup>
        <SettingGroup title={t("group.access")}>
          <SecurityCard />
          <ApiCard />
          <AuditCard />
        </SettingGroup>
      </div>
    </>
  );
}
