import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { requireStaff } from "@/lib/auth/session";
import { requireConnectPage } from "../_components/require-connect-page";
import { AccountsTab } from "./_components/accounts-tab";
import { ConnectionTab } from "./_components/connection-tab";
import { FileTab } from "./_components/file-tab";
import { RulesTab } from "./_components/rules-tab";
import { type Address, readSettingsAddress, SETTINGS_TABS, settingsAddressOf } from "./_components/settings-address";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("connectSettings");
  return { title: t("title") };
}

export default async function ConnectSettingsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const staff = await requireStaff("settings.manage");
  await requireConnectPage(staff.ctx);
  const tab = readSettingsAddress(await searchParams);
  const t = await getTranslations("connectSettings");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Tabs
        label={t("tabs.label")}
        items={SETTINGS_TABS.map((each) => ({
          href: settingsAddressOf(each),
          label: t(`tabs.${each}`),
          current: each === tab,
        }))}
      />
      <div className="mt-5">
        {tab === "connection" && <ConnectionTab staff={staff} />}
        {tab === "accounts" && <AccountsTab staff={staff} />}
        {tab === "rules" && <RulesTab staff={staff} />}
        {tab === "file" && <FileTab staff={staff} />}
      </div>
    </>
  );
}
