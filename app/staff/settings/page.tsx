import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { AccountsRow } from "./_components/accounts-row";
import { ApiRow } from "./_components/api-row";
import { AuditRow } from "./_components/audit-row";
import { BooksRow } from "./_components/books-row";
import { CustomFieldsRow } from "./_components/custom-fields-row";
import { FirmRows } from "./_components/firm-rows";
import { LinksRow } from "./_components/links-row";
import { ModuleRows } from "./_components/module-rows";
import { RetriesRow } from "./_components/retries-row";
import { SecurityRow } from "./_components/security-row";
import { SettingGroup } from "./_components/setting-row";
import { SurchargeRow } from "./_components/surcharge-row";

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
          <FirmRows />
        </SettingGroup>
        <SettingGroup title={t("group.money")}>
          <AccountsRow />
          <BooksRow />
          <SurchargeRow />
          <RetriesRow />
        </SettingGroup>
        <SettingGroup title={t("group.asking")}>
          <LinksRow />
          <CustomFieldsRow />
          <ModuleRows />
        </SettingGroup>
        <SettingGroup title={t("group.access")}>
          <SecurityRow />
          <ApiRow />
          <AuditRow />
        </SettingGroup>
      </div>
    </>
  );
}
