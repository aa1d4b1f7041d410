import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getLinkSettings } from "@/lib/link-settings/queries";
import { SettingRow } from "./setting-row";

/** How long links stay open, how often unpaid ones are followed up, and the way to change it. */
export async function LinksRow() {
  const { ctx } = await requireStaff("settings.manage");
  const { reminders, lifeDays } = await getLinkSettings(ctx);
  const t = await getTranslations("linkSettings");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { state: reminders.isOn ? "on" : "off", count: reminders.steps.length, days: lifeDays })}
      href="/staff/settings/send"
      action={t("indexAction")}
      icon="send"
    />
  );
}
