"use client";

import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, Th } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { BATCH_COLUMNS, BATCH_FIELDS } from "@/lib/link-batches/model";
import type { LinkUploadDetail, UploadView } from "@/lib/link-uploads/model";
import { reviewAddressOf } from "./review-address";
import { ReviewRow } from "./review-row";
import type { Review } from "./use-review";

type Props = {
  upload: LinkUploadDetail;
  view: UploadView;
  review: Review;
  onRemove: (line: number) => void;
};

/** The rows of one page. The columns carry the names of the file, which are English in every language. */
export function ReviewGrid({ upload, view, review, onRemove }: Props) {
  const t = useTranslations("bulkUpload.review");
  if (review.rows.length === 0) {
    const isNone = review.totals.rows === 0;
    return (
      <EmptyState
        title={t(isNone ? "noRows" : `none.${view}`)}
        action={!isNone && <LinkButton href={reviewAddressOf(upload.id, "all")}>{t("showAll")}</LinkButton>}
      >
        {isNone && t("noRowsText")}
      </EmptyState>
    );
  }
  return (
    <Ledger caption={t("table")} className="ledger-cells upload-grid">
      <thead>
        <tr>
          <Th held>{t("line")}</Th>
          {BATCH_FIELDS.map((field) => (
            <Th key={field} kind={field === "amountCents" ? "money" : "text"}>
              {BATCH_COLUMNS[field]}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {review.rows.map((row) => (
          <ReviewRow
            key={row.line}
            row={row}
            currency={upload.currency}
            unsaved={review.unsaved.filter(({ line }) => line === row.line)}
            onChange={review.change}
            onRemove={onRemove}
          />
        ))}
      </tbody>
    </Ledger>
  );
}
