import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoticeRegion } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listBreaks, listComparisons } from "@/lib/comparisons/queries";
import { BreaksTable } from "./_components/breaks-table";
import { CompareNow } from "./_components/compare-now";
import { ComparisonsTable } from "./_components/comparisons-table";

/** More than anybody works through in a day; what is left comes with the next ones closed. */
const SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.books");
  return { title: t("title") };
}

export default async function BooksPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const [comparisons, open, closed] = await Promise.all([
    listComparisons(ctx),
    listBreaks(ctx, { isOpen: true, limit: SHOWN }),
    listBreaks(ctx, { isOpen: false, limit: SHOWN }),
  ]);
  const t = await getTranslations("settings");
  return (
    <NoticeRegion>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: t("title") }, { label: t("books.title") }]}
        crumbsLabel={t("crumbs")}
        title={t("books.title")}
        lead={t("books.lead")}
        actions={<CompareNow />}
      />
      <div className="grid gap-5">
        <Sheet title={t("books.comparisons")} aside={t("books.daily")} pad="none">
          <ComparisonsTable comparisons={comparisons} timeZone={firm.timeZone} />
        </Sheet>
        <Sheet title={t("books.open", { count: open.total })} pad="none" id="open">
          <BreaksTable breaks={open} timeZone={firm.timeZone} isOpen />
        </Sheet>
        {closed.total > 0 && (
          <Sheet title={t("books.closed", { count: closed.total })} pad="none">
            <BreaksTable breaks={closed} timeZone={firm.timeZone} isOpen={false} />
          </Sheet>
        )}
      </div>
    </NoticeRegion>
  );
}
