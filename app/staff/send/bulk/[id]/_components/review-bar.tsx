"use client";

import { useLocale, useTranslations } from "next-intl";
import { BarPages, BarRule, BottomBar } from "@/components/ui/ledger";
import { LinkButton } from "@/components/ui/link-button";
import { type LinkUploadDetail, UPLOAD_PAGE, type UploadPage, type UploadView } from "@/lib/link-uploads/model";
import { formatCount } from "@/lib/lists/rules";
import { formatMoney } from "@/lib/money/format-money";
import { reviewAddressOf } from "./review-address";
import { StartButtons } from "./start-buttons";
import type { Review } from "./use-review";

type Props = { upload: LinkUploadDetail; view: UploadView; page: UploadPage; review: Review };

/** How many rows are ready and for how much, the other pages, and the two ways on. */
export function ReviewBar({ upload, view, page, review }: Props) {
  const t = useTranslations("bulkUpload.review");
  const locale = useLocale();
  const { totals } = review;
  const ready = { ready: formatCount(totals.rows - totals.bad, locale), rows: formatCount(totals.rows, locale) };
  return (
    <BottomBar>
      <b role="status">{review.isBusy ? t("saving") : t("ready", ready)}</b>
      <span className="text-ink-2">
        {t("sum")} <b className="text-ink">{formatMoney(totals.totalCents, upload.currency, locale)}</b>
      </span>
      <Pages uploadId={upload.id} view={view} page={page} />
      <BarRule />
      <StartButtons upload={upload} review={review} />
    </BottomBar>
  );
}

function Pages({ uploadId, view, page: { page, count } }: { uploadId: string; view: UploadView; page: UploadPage }) {
  const t = useTranslations("bulkUpload.review");
  const locale = useLocale();
  if (count <= UPLOAD_PAGE) return null;
  const from = (page - 1) * UPLOAD_PAGE + 1;
  const to = Math.min(page * UPLOAD_PAGE, count);
  const figures = { from: formatCount(from, locale), to: formatCount(to, locale), count: formatCount(count, locale) };
  return (
    <BarPages text={t("page", figures)}>
      {page > 1 && (
        <LinkButton size="sm" href={reviewAddressOf(uploadId, view, page - 1)}>
          {t("earlier")}
        </LinkButton>
      )}
      {to < count && (
        <LinkButton size="sm" href={reviewAddressOf(uploadId, view, page + 1)}>
          {t("later")}
        </LinkButton>
      )}
    </BarPages>
  );
}
