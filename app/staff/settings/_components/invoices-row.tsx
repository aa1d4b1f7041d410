import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getInvoiceSettings, listInvoiceItems } from "@/lib/invoices/queries";
import { SettingRow } from "./setting-row";

/** Whether the module is on, how much the catalogue holds, and the way to change it. */
export async function InvoicesRow() {
  const { ctx } = await requireStaff("settings.manage");
  const [{ isOn }, items] = await Promise.all([getInvoiceSettings(ctx), listInvoiceItems(ctx)]);
  const t = await getTranslations("invoices.settings");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { state: isOn ? "on" : "off", count: items.length })}
      href="/staff/settings/invoices"
      action={t("indexAction")}
      icon="file"
    />
  );
}
