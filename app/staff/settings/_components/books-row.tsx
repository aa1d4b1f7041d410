import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { listComparisons } from "@/lib/comparisons/queries";
import { SettingRow } from "./setting-row";

/** Whether our books and the gateway's agree, and the way to look. */
export async function BooksRow() {
  const { ctx } = await requireStaff("settings.manage");
  const comparisons = await listComparisons(ctx);
  const openBreaks = comparisons.reduce((sum, { openBreaks: open }) => sum + open, 0);
  const t = await getTranslations("settings");
  return (
    <SettingRow
      title={t("books.title")}
      state={t("index.books", { count: openBreaks })}
      href="/staff/settings/books"
      action={t("index.booksAction")}
      icon="list"
    />
  );
}
