"use client";

import { useTranslations } from "next-intl";
import { type FocusEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { Td } from "@/components/ui/ledger";
import { TextInput } from "@/components/ui/text-field";
import { BATCH_COLUMNS, type BatchField, type CellProblem } from "@/lib/link-batches/model";
import type { UploadRow } from "@/lib/link-uploads/model";
import { CellNote } from "./cell-note";
import { cellId, oneLine } from "./cell-texts";

type Props = {
  row: UploadRow;
  field: BatchField;
  shown: ReactNode;
  isEdited: boolean;
  isUnsaved: boolean;
  onChange: (line: number, field: BatchField, text: string) => void;
};

/**
 * One cell: as it was understood, or as a field while it must be mended. A field that was opened stays one until the page is left, so
 * that the focus is not taken from whoever mends it.
 */
export function ReviewCell({ row, field, shown, isEdited, isUnsaved, onChange }: Props) {
  const { line } = row;
  const sayProblem = useProblemWords();
  const problem = row.problems.find((each) => each.field === field);
  const [isOpened, setOpened] = useState(problem !== undefined);
  if (problem && !isOpened) setOpened(true);
  const isOpen = isOpened || isEdited;
  const id = cellId(line, field);
  const t = useTranslations("bulkUpload.review");
  const doubt = useDoubt(row, field);
  const fault = field === "invoiceNumber" ? row.fault : null;
  const wrong = problem !== undefined || isUnsaved;
  return (
    <Td
      kind={field === "amountCents" && !wrong ? "money" : "text"}
      data-flag={flagOf(wrong || fault !== null, doubt !== null)}
      data-field={field}
    >
      {isOpen ? (
        <CellField id={id} row={row} field={field} isWrong={wrong} onChange={onChange} />
      ) : (
        <span className="upload-cell">{shown}</span>
      )}
      {problem && (
        <CellNote id={`${id}-why`} isBad>
          {sayProblem(problem)}
        </CellNote>
      )}
      {fault && <CellNote isBad>{t(`fault.${fault}`)}</CellNote>}
      {doubt && <CellNote icon={field === "invoiceNumber" ? "copy" : "alert"}>{doubt}</CellNote>}
    </Td>
  );
}

function flagOf(isWrong: boolean, isDoubtful: boolean): "danger" | "warn" | undefined {
  if (isWrong) return "danger";
  return isDoubtful ? "warn" : undefined;
}

type FieldProps = Pick<Props, "row" | "field" | "onChange"> & { id: string; isWrong: boolean };

function CellField({ id, row: { line, texts }, field, isWrong, onChange }: FieldProps) {
  const t = useTranslations("bulkUpload.review");
  const text = texts[field];
  const [saved, setSaved] = useState(text);
  const common = {
    id,
    defaultValue: text,
    autoComplete: "off",
    "aria-label": t("cell", { line, column: BATCH_COLUMNS[field] }),
    "aria-invalid": isWrong || undefined,
    "aria-describedby": isWrong ? `${id}-why` : undefined,
  };
  const keep = (typed: string) => {
    setSaved(typed);
    onChange(line, field, typed);
  };
  if (field === "customMessage") {
    const onBlur = ({ target }: FocusEvent<HTMLTextAreaElement>) => {
      if (target.value !== saved.replace(/\r\n?/g, "\n")) keep(target.value);
    };
    return (
      <span className="input input-cell">
        <textarea {...common} rows={2} placeholder=" " onBlur={onBlur} />
      </span>
    );
  }
  const keepIfNew = (typed: string) => {
    if (typed !== oneLine(saved)) keep(typed);
  };
  return (
    <TextInput
      {...common}
      size="cell"
      aria-required="true"
      inputMode={field === "amountCents" ? "decimal" : undefined}
      onBlur={({ target }) => keepIfNew(target.value)}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === "Enter") keepIfNew(event.currentTarget.value);
      }}
    />
  );
}

/** What may be meant, but is worth a look. */
function useDoubt({ sameAs, isDueEarly }: UploadRow, field: BatchField): string | null {
  const t = useTranslations("bulkUpload.review");
  if (field === "invoiceNumber" && sameAs !== null) return t("sameAs", { line: sameAs });
  return field === "dueDate" && isDueEarly ? t("dueEarly") : null;
}

function useProblemWords(): (problem: CellProblem) => string {
  const t = useTranslations("bulkUpload.problem");
  const money = useTranslations("money.refusal");
  return ({ code, values }) => {
    const ofMoney = code.replace(/^amount_/, "");
    if (code !== "amount_zero" && ofMoney !== code) return money(ofMoney as "empty", values as never);
    return t(code as "invoice_missing", values as never);
  };
}
