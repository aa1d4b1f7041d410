import { getLocale, getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getSurcharge } from "@/lib/surcharges/queries";
import { formatRate } from "@/lib/surcharges/rules";
import { SettingRow } from "./setting-row";

/** Whether a card surcharge is on, and the way to it. */
export async function SurchargeRow() {
  const { ctx } = await requireStaff("settings.manage");
  const { settings } = await getSurcharge(ctx);
  const locale = await getLocale();
  const t = await getTranslations("surcharge");
  const { isEnabled, rateBasisPoints } = settings;
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { state: isEnabled ? "on" : "off", rate: formatRate(rateBasisPoints, locale) })}
      href="/staff/settings/surcharge"
      action={t("indexAction")}
      icon="card"
    />
  );
}
