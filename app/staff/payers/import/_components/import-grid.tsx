"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { TextInput } from "@/components/ui/text-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { ImportField, ImportRow } from "@/lib/payer-imports/model";
import { type FileFact, ownColumnId } from "@/lib/payers/columns";
import { type ReviewedRow, shownFields } from "./reviewed-rows";

type Changes = {
  onChange: (line: number, field: ImportField, text: string) => void;
  onRemove: (line: number) => void;
};

/** A column of the file; `choices` are what may stand in it, none where any text may. */
type GridColumn = { field: ImportField; label: string; choices: readonly string[] };

/** The rows as the file has them; what is wrong stands in its cell, with its reason. */
export function ImportGrid({
  rows,
  all,
  ownFields,
  ...changes
}: { rows: readonly ReviewedRow[]; all: readonly ImportRow[]; ownFields: readonly CustomFieldView[] } & Changes) {
  const t = useTranslations("payers.import");
  const columns = shownFields(all, ownFields).map((field): GridColumn => {
    const own = ownFields.find(({ id }) => ownColumnId(id) === field);
    return { field, label: own?.label ?? t(`columns.${field as FileFact}`), choices: own?.options ?? [] };
  });
  if (rows.length === 0) return <EmptyState title={t("none")} />;
  return (
    <Ledger caption={t("table")} className="ledger-cells">
      <thead>
        <tr>
          <Th kind="end">{t("line")}</Th>
          {columns.map(({ field, label }) => (
            <Th key={field}>{label}</Th>
          ))}
          <Th kind="end">
            <VisuallyHidden>{t("remove")}</VisuallyHidden>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <GridRow key={row.line} row={row} columns={columns} {...changes} />
        ))}
      </tbody>
    </Ledger>
  );
}

type RowProps = Changes & { row: ReviewedRow; columns: readonly GridColumn[] };

function GridRow({ row, columns, onChange, onRemove }: RowProps) {
  const t = useTranslations("payers.import");
  const [isEdited, setEdited] = useState(false);
  const whole = row.problems.find(({ field }) => field === null);
  return (
    <tr>
      <Td kind="end" className="text-ink-3" data-flag={whole ? "danger" : undefined}>
        {row.line}
        {whole && <Note isBad>{t("fault")}</Note>}
      </Td>
      {columns.map((column) => (
        <GridCell key={column.field} row={row} column={column} isEdited={isEdited} onChange={onChange} />
      ))}
      <Td kind="end">
        <span className="inline-flex gap-1">
          {!row.isBroken && (
            <Button
              size="sm"
              variant="quiet"
              icon="pencil"
              iconOnly
              aria-label={`${t("edit")} ${t("removeLine", { line: row.line })}`}
              aria-pressed={isEdited}
              onClick={() => setEdited((was) => !was)}
            />
          )}
          <Button
            size="sm"
            variant="quiet"
            icon="close"
            iconOnly
            aria-label={`${t("remove")} ${t("removeLine", { line: row.line })}`}
            onClick={() => onRemove(row.line)}
          />
        </span>
      </Td>
    </tr>
  );
}

type CellProps = Pick<Changes, "onChange"> & { row: ReviewedRow; column: GridColumn; isEdited: boolean };

function GridCell({ row, column: { field, label, choices }, isEdited, onChange }: CellProps) {
  const t = useTranslations("payers.import");
  const words = useTranslations("errors.field");
  const text = row.cells[field] ?? "";
  const problem = row.problems.find((each) => each.field === field);
  const noteId = `import-${row.line}-${field}`;
  const own = `code.${problem?.code ?? ""}` as "code.choice_unknown";
  const word = (problem?.code ?? "") as never;
  const twice = field === "name" ? <TwiceNote row={row} /> : null;
  const isOpen = problem !== undefined || (isEdited && !row.isBroken);
  return (
    <Td data-flag={flagOf(problem !== undefined, twice !== null && (row.knownAs ?? row.sameAs) !== null)}>
      {isOpen ? (
        <TextInput
          size="cell"
          defaultValue={text}
          aria-label={`${label}, ${t("removeLine", { line: row.line })}`}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? noteId : undefined}
          onBlur={(event) => {
            if (event.target.value !== text) onChange(row.line, field, event.target.value);
          }}
        />
      ) : (
        text
      )}
      {problem && (
        <Note id={noteId} isBad>
          {t.has(own) ? t(own, { choices: choices.join(", ") }) : words(word)}
        </Note>
      )}
      {twice}
    </Td>
  );
}

function flagOf(isWrong: boolean, isDouble: boolean): "danger" | "warn" | undefined {
  if (isWrong) return "danger";
  return isDouble ? "warn" : undefined;
}

function TwiceNote({ row }: { row: ReviewedRow }) {
  const t = useTranslations("payers.import");
  if (row.knownAs !== null) return <Note icon="copy">{t("knownAs", { name: row.knownAs })}</Note>;
  return row.sameAs === null ? null : <Note icon="copy">{t("sameLine", { line: row.sameAs })}</Note>;
}

type NoteProps = { id?: string; isBad?: boolean; icon?: "alert" | "copy"; children: string };

function Note({ id, isBad, icon = "alert", children }: NoteProps) {
  return (
    <span id={id} className={isBad ? "cell-note text-danger" : "cell-note"}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  );
}
