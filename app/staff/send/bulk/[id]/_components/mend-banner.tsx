"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { BATCH_COLUMNS } from "@/lib/link-batches/model";
import type { UploadRow, UploadTotals } from "@/lib/link-uploads/model";
import { cellId } from "./cell-texts";

/** So many cells are named; the view of all rows to mend has the rest. */
const NAMED = 6;

type Props = { totals: UploadTotals; rows: readonly UploadRow[]; badHref: string | null };

/** How many rows and cells must be mended, and the way to the first of them. */
export function MendBanner({ totals, rows, badHref }: Props) {
  const t = useTranslations("bulkUpload.review");
  if (totals.bad === 0) return null;
  const cells = rows.flatMap(({ line, problems }) => problems.map(({ field }) => ({ line, field })));
  return (
    <Banner tone="danger" title={t("mend", { rows: totals.bad, cells: totals.problems })}>
      {cells.slice(0, NAMED).map(({ line, field }) => (
        <span key={cellId(line, field)}>
          <a
            href={`#${cellId(line, field)}`}
            onClick={(event) => {
              event.preventDefault();
              focusCell(cellId(line, field));
            }}
          >
            {t("cell", { line, column: BATCH_COLUMNS[field] })}
          </a>
          {". "}
        </span>
      ))}
      {badHref && totals.problems > Math.min(cells.length, NAMED) && <Link href={badHref}>{t("mendAll")}</Link>}{" "}
      {t("mendHow")}
    </Banner>
  );
}

/** After the next paint, so that a row that has just come is there. */
export function focusCell(id: string): void {
  requestAnimationFrame(() => {
    const cell = document.getElementById(id);
    cell?.scrollIntoView({ block: "center", inline: "nearest" });
    cell?.focus({ preventScroll: true });
  });
}
