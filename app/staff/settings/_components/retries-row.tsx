import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getRetryPolicy } from "@/lib/retries/queries";
import { SettingRow } from "./setting-row";

/** How often failed runs are tried again, and the way to change it. */
export async function RetriesRow() {
  const { ctx } = await requireStaff("settings.manage");
  const { isOn, waitDays } = await getRetryPolicy(ctx);
  const t = await getTranslations("retries");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { state: isOn ? "on" : "off", count: waitDays.length })}
      href="/staff/settings/retries"
      action={t("indexAction")}
      icon="refresh"
    />
  );
}
