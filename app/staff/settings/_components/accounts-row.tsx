import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { listAccountSettings } from "@/lib/merchant-accounts/list-account-settings";
import { SettingRow } from "./setting-row";

/** How many merchant accounts there are, and the way to them. */
export async function AccountsRow() {
  const { ctx } = await requireStaff("settings.manage");
  const accounts = await listAccountSettings(ctx);
  const t = await getTranslations("settings");
  return (
    <SettingRow
      title={t("accounts.title")}
      state={t("index.accounts", { count: accounts.length })}
      href="/staff/settings/accounts"
      action={t("index.accountsAction")}
      icon="bank"
    />
  );
}
