import { getTranslations } from "next-intl/server";
import { SettingRow } from "./setting-row";

/** The way to what programs of the firm may do. */
export async function ApiRow() {
  const t = await getTranslations("apiSettings");
  return (
    <SettingRow
      title={t("title")}
      state={t("index")}
      href="/staff/settings/api"
      action={t("indexAction")}
      icon="link"
    />
  );
}
