import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { readConnectSettings } from "@/lib/connect-settings/queries";
import { ConnectSwitch } from "../../_components/connect-switch";
import { SettingRow } from "./setting-row";

/** Whether the Connect module is on; the only place to switch it on. */
export async function ConnectRow() {
  const { ctx } = await requireStaff("settings.manage");
  const { isOn } = await readConnectSettings(ctx);
  const t = await getTranslations("connectSettings");
  return (
    <SettingRow
      title={t("card.title")}
      state={isOn ? t("card.on") : t("card.off")}
      icon="link"
      href="/staff/connect/settings"
      action={t("card.open")}
    >
      {isOn ? null : <ConnectSwitch isOn={false} />}
    </SettingRow>
  );
}
