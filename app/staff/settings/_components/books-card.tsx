import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listComparisons } from "@/lib/comparisons/queries";

/** Whether our books and the gateway's agree, and the way to look. */
export async function BooksCard() {
  const { ctx } = await requireStaff("settings.manage");
  const comparisons = await listComparisons(ctx);
  const openBreaks = comparisons.reduce((sum, { openBreaks: open }) => sum + open, 0);
  const t = await getTranslations("settings");
  return (
    <Sheet title={t("books.title")}>
      <p className="text-ink-2">{t("index.books", { count: openBreaks })}</p>
      <div className="actions mt-4">
        <LinkButton href="/staff/settings/books" icon="list">
          {t("index.booksAction")}
        </LinkButton>
      </div>
    </Sheet>
  );
}
