import { getTranslations } from "next-intl/server";
import { SettingRow } from "./setting-row";

/** The way to who did what. */
export async function AuditRow() {
  const t = await getTranslations("audit");
  return (
    <SettingRow
      title={t("title")}
      state={t("index")}
      href="/staff/settings/audit"
      action={t("indexAction")}
      icon="list"
    />
  );
}
