import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { SettingRow } from "./setting-row";

/** Who the firm is, and the way to change what clients read of it. */
export async function FirmRow() {
  const { firm } = await requireStaff("settings.manage");
  const t = await getTranslations("firmSettings.profile");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { name: firm.name, zone: firm.timeZone })}
      href="/staff/settings/firm"
      action={t("indexAction")}
      icon="gear"
    />
  );
}
