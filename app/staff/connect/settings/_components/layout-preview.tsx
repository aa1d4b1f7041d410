"use client";

import { useLocale, useTranslations } from "next-intl";
import { RefusalText } from "@/components/postings/refusal-text";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import type { LayoutPreviewResult } from "@/lib/connect-settings/model";
import { formatMoney } from "@/lib/money/format-money";

/** The exact text of a file, or why the records cannot be written. */
export function LayoutPreview({ preview }: { preview: LayoutPreviewResult | null }) {
  const t = useTranslations("connectSettings.file");
  const locale = useLocale();
  if (!preview)
    return (
      <Sheet title={t("previewTitle")} pad="none">
        <EmptyState title={t("nothingYet")}>{t("nothingYetText")}</EmptyState>
      </Sheet>
    );
  if (preview.kind === "refused")
    return (
      <Sheet title={t("previewTitle")}>
        <Banner tone="danger" role="alert" title={t("refusedTitle")}>
          <RefusalText refusal={preview.refusal} reference={preview.refusal.reference} />
        </Banner>
      </Sheet>
    );
  const { isSample, records, fileName, totalCents, currency, content } = preview;
  const total = formatMoney(totalCents, currency, locale);
  return (
    <Sheet title={t("previewTitle")}>
      <div role="status">
        <p className="text-ink-2">
          {isSample ? t("previewSample", { fileName, total }) : t("previewOf", { count: records, fileName, total })}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="code-scroll mt-4" aria-label={t("content")} tabIndex={0}>
        <pre className="code-text">{content}</pre>
      </section>
    </Sheet>
  );
}
