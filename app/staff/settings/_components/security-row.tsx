import { getLocale, getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { formatMoney } from "@/lib/money/format-money";
import { getSecurity } from "@/lib/staff/queries";
import { SettingRow } from "./setting-row";

/** Whether a second factor is asked of everybody, from which sum on two people refund, and the way to it. */
export async function SecurityRow() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const { requiresSecondFactor, refundLimitCents } = await getSecurity(ctx);
  const t = await getTranslations("users.security");
  const locale = await getLocale();
  const limit =
    refundLimitCents !== null && t("indexLimit", { amount: formatMoney(refundLimitCents, firm.currency, locale) });
  return (
    <SettingRow
      title={t("title")}
      state={[t(requiresSecondFactor ? "indexRequired" : "indexOptional"), limit].filter(Boolean).join(" ")}
      href="/staff/settings/security"
      action={t("indexAction")}
      icon="lock"
    />
  );
}
