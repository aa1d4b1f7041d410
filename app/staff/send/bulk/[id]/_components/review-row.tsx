"use client";

import { useLocale, useTranslations } from "next-intl";
import { memo, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Td } from "@/components/ui/ledger";
import { formatIsoDate } from "@/lib/dates/format-date";
import { BATCH_FIELDS, type BatchField } from "@/lib/link-batches/model";
import type { UploadRow } from "@/lib/link-uploads/model";
import { formatMoney } from "@/lib/money/format-money";
import { isBlankRow } from "./cell-texts";
import { ReviewCell } from "./review-cell";
import type { UnsavedCell } from "./use-review";

type Props = {
  row: UploadRow;
  currency: string;
  unsaved: readonly UnsavedCell[];
  onChange: (line: number, field: BatchField, text: string) => void;
  onRemove: (line: number) => void;
};

/** One row of the file: its line, its cells, and what can be done with it as a whole. */
export const ReviewRow = memo(function ReviewRow({ row, currency, unsaved, onChange, onRemove }: Props) {
  const t = useTranslations("bulkUpload.review");
  const [isEdited, setEdited] = useState(isBlankRow(row));
  const shown = useShown(row, currency);
  const { line } = row;
  return (
    <tr>
      <Td held>
        <span className="upload-line">
          <span className="text-ink-3">{line}</span>
          <Button
            size="sm"
            variant="quiet"
            icon="pencil"
            iconOnly
            aria-label={t("editLine", { line })}
            aria-pressed={isEdited}
            onClick={() => setEdited((was) => !was)}
          />
          <Button
            size="sm"
            variant="quiet"
            icon="trash"
            iconOnly
            aria-label={t("removeLine", { line })}
            onClick={() => onRemove(line)}
          />
        </span>
      </Td>
      {BATCH_FIELDS.map((field) => (
        <ReviewCell
          key={field}
          row={row}
          field={field}
          shown={shown[field]}
          isEdited={isEdited}
          isUnsaved={unsaved.some((cell) => cell.field === field)}
          onChange={onChange}
        />
      ))}
    </tr>
  );
}, isSame);

/** The functions are made anew with each render of the page and do the same for a row that is the same. */
function isSame(before: Props, after: Props): boolean {
  const isSaved = before.unsaved.length === 0 && after.unsaved.length === 0;
  return before.row === after.row && isSaved;
}

/** How each cell was understood, as people here write it; what could not be read stands as it was typed. */
function useShown({ texts, values }: UploadRow, currency: string): Record<BatchField, ReactNode> {
  const t = useTranslations("bulkUpload.review");
  const locale = useLocale();
  const day = (iso: string | null, text: string) => (iso === null ? text : formatIsoDate(iso, locale));
  const { amountCents } = values;
  return {
    invoiceNumber: texts.invoiceNumber,
    invoiceDate: day(values.invoiceDate, texts.invoiceDate),
    dueDate: day(values.dueDate, texts.dueDate),
    recipientName: texts.recipientName,
    recipientEmails: values.recipientEmails?.join(", ") ?? texts.recipientEmails,
    amountCents: amountCents === null ? texts.amountCents : formatMoney(amountCents, currency, locale),
    customMessage: texts.customMessage || <span className="text-ink-3">{t("defaultMessage")}</span>,
  };
}
