import type { BatchTexts, RowFault } from "@/lib/link-batches/model";
import { readBatchTexts } from "@/lib/link-batches/rules";
import type { StoredRow } from "./load";

export type ReadRow = Pick<
  StoredRow,
  "cells" | "fault" | "readings" | "problems" | "isBad" | "isDueEarly" | "amountCents"
>;

/** What is kept of a row, read by the rules of the API. With broken quotes it has no cells to blame one by one. */
export function readRow(texts: BatchTexts, fault: RowFault | null, currency: string): ReadRow {
  const { values, problems, isDueEarly } = readBatchTexts(texts, currency);
  const isBlank = fault !== null && fault !== "too_many_cells";
  const isBad = fault !== null || problems.length > 0;
  return {
    cells: texts,
    fault: fault ?? "",
    readings: values,
    problems: isBlank ? [] : problems,
    isBad,
    isDueEarly,
    amountCents: isBad ? null : values.amountCents,
  };
}
