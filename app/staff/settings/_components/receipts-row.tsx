import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getReceiptTexts } from "@/lib/receipt-texts/queries";
import { countWritten } from "@/lib/receipt-texts/rules";
import { SettingRow } from "./setting-row";

/** In how many languages the firm adds words to its receipts, and the way to change them. */
export async function ReceiptsRow() {
  const { ctx } = await requireStaff("settings.manage");
  const texts = await getReceiptTexts(ctx);
  const t = await getTranslations("firmSettings.receipts");
  return (
    <SettingRow
      title={t("title")}
      state={t("index", { count: countWritten(texts) })}
      href="/staff/settings/receipts"
      action={t("indexAction")}
      icon="file"
    />
  );
}
