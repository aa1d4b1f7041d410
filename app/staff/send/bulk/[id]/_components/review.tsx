"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { SegmentLinks } from "@/components/ui/segment-links";
import { Sheet } from "@/components/ui/sheet";
import { ToastRegion, useToast } from "@/components/ui/toast";
import { BATCH_COLUMNS } from "@/lib/link-batches/model";
import { type LinkUploadDetail, UPLOAD_VIEWS, type UploadPage, type UploadView } from "@/lib/link-uploads/model";
import { formatCount } from "@/lib/lists/rules";
import { cellId } from "./cell-texts";
import { focusCell, MendBanner } from "./mend-banner";
import { reviewAddressOf } from "./review-address";
import { ReviewBar } from "./review-bar";
import { ReviewGrid } from "./review-grid";
import { type Review as ReviewState, useReview } from "./use-review";

type Props = { upload: LinkUploadDetail; view: UploadView; page: UploadPage };

/** What is wrong, the rows of this page, and the two ways on. */
export function Review(props: Props) {
  const t = useTranslations("bulkUpload.review");
  return (
    <ToastRegion label={t("toasts")}>
      <ReviewParts {...props} />
    </ToastRegion>
  );
}

function ReviewParts({ upload, view, page }: Props) {
  const t = useTranslations("bulkUpload.review");
  const locale = useLocale();
  const review = useReview(upload, page);
  const { showUndo } = useToast();
  const [addedLine, setAddedLine] = useState<number | null>(null);
  // Only once the row is there.
  useEffect(() => {
    if (addedLine !== null) focusCell(cellId(addedLine, "invoiceNumber"));
  }, [addedLine]);
  const { totals } = review;
  const counts = { all: totals.rows, bad: totals.bad, twice: totals.twice };
  const remove = (which: number | "bad" | "twice") =>
    review.remove(which, (lines) => {
      if (lines.length === 0) return;
      const [line = 0] = lines;
      const message = lines.length === 1 ? t("removedOne", { line }) : t("removedMany", { count: lines.length });
      showUndo({ message, undoLabel: t("undo"), onUndo: () => review.restore(lines) });
    });
  return (
    <div className="stack">
      <MendBanner
        totals={totals}
        rows={review.rows}
        badHref={view === "bad" ? null : reviewAddressOf(upload.id, "bad")}
      />
      <SaveTrouble review={review} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SegmentLinks
          label={t("views")}
          size="sm"
          items={UPLOAD_VIEWS.map((each) => ({
            href: reviewAddressOf(upload.id, each),
            label: t(`view.${each}`),
            count: formatCount(counts[each], locale),
            current: each === view,
          }))}
        />
        <div className="actions">
          {view !== "all" && counts[view] > 0 && (
            <Button pending={review.isBusy} onClick={() => remove(view)}>
              {t(`removeAll.${view}`, { count: counts[view] })}
            </Button>
          )}
          <Button icon="plus" pending={review.isBusy} onClick={() => review.add(setAddedLine)}>
            {t("add")}
          </Button>
        </div>
      </div>
      <Sheet pad="none">
        <ReviewGrid upload={upload} view={view} review={review} onRemove={remove} />
        <ReviewBar upload={upload} view={view} page={page} review={review} />
      </Sheet>
    </div>
  );
}

/** What the server has not taken yet, with the way to try again: nothing that was typed is lost in silence. */
function SaveTrouble({ review }: { review: ReviewState }) {
  const t = useTranslations("bulkUpload.review");
  const { problem, unsaved } = review;
  if (problem === null && unsaved.length === 0) return null;
  const cells = unsaved.map(({ line, field }) => t("cell", { line, column: BATCH_COLUMNS[field] })).join("; ");
  return (
    <Banner
      tone="danger"
      role="alert"
      title={problem ?? t("unreachable")}
      action={
        unsaved.length > 0 && (
          <Button size="sm" pending={review.isBusy} onClick={review.saveAgain}>
            {t("saveAgain")}
          </Button>
        )
      }
    >
      {cells && t("unsaved", { cells })}
    </Banner>
  );
}
