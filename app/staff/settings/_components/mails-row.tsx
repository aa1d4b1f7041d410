import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { listMailTexts } from "@/lib/mail-texts/queries";
import { SettingRow } from "./setting-row";

/** How many mails have words of the firm's own, and the way to change them. */
export async function MailsRow() {
  const { ctx } = await requireStaff("settings.manage");
  const rows = await listMailTexts(ctx);
  const t = await getTranslations("firmSettings.mails");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { count: rows.filter(({ written }) => written.length > 0).length })}
      href="/staff/settings/mails"
      action={t("indexAction")}
      icon="mail"
    />
  );
}
