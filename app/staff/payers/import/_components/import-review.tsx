"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { BarPages, BottomBar } from "@/components/ui/ledger";
import { RadioSegment } from "@/components/ui/radio-segment";
import { Sheet } from "@/components/ui/sheet";
import type { ImportField, ImportPreview, ImportResult, ImportRow } from "@/lib/payer-imports/model";
import { OWN_COLUMN } from "@/lib/payers/columns";
import { ImportGrid } from "./import-grid";
import { postImport } from "./post-import";
import { isBad, isTwice, reviewRows } from "./reviewed-rows";

const PAGE = 50;

type Props = {
  importKey: string;
  preview: ImportPreview;
  onAgain: () => void;
  onDone: (result: ImportResult) => void;
};

/** Every row of the file, with what is wrong in it; nothing is saved before. */
export function ImportReview({ importKey, preview, onAgain, onDone }: Props) {
  const t = useTranslations("payers.import");
  const review = useReview(preview);
  const [view, setView] = useState<"all" | "only">("all");
  const [twice, setTwice] = useState<"leaveOut" | "importAnyway">("leaveOut");
  const [from, setFrom] = useState(0);
  const { rows } = review;
  const bad = rows.filter(isBad);
  const toImport = rows.filter((row) => !isBad(row) && (twice === "importAnyway" || !isTwice(row)));
  const listed = view === "all" ? rows : rows.filter((row) => isBad(row) || isTwice(row));
  const start = Math.min(from, Math.max(0, Math.floor((listed.length - 1) / PAGE) * PAGE));
  const shown = listed.slice(start, start + PAGE);
  const nothing = toImport.length === 0 ? t("nothing") : undefined;
  const blocked = bad.length > 0 ? t("blocked", { count: bad.length }) : nothing;
  const save = useSave(importKey, toImport, onDone);
  return (
    <div className="stack">
      {save.problem && <Banner tone="danger" role="alert" title={save.problem} />}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <RadioSegment
          id="import-view"
          name="view"
          label={t("table")}
          size="sm"
          value={view}
          onValue={(value) => {
            setView(value === "only" ? "only" : "all");
            setFrom(0);
          }}
          options={[
            { value: "all", label: t("all") },
            { value: "only", label: t("only") },
          ]}
        />
        <RadioSegment
          id="import-twice"
          name="twice"
          label={t("duplicates")}
          hint={t("duplicatesHint")}
          size="sm"
          value={twice}
          onValue={(value) => setTwice(value === "importAnyway" ? "importAnyway" : "leaveOut")}
          options={[
            { value: "leaveOut", label: t("leaveOut") },
            { value: "importAnyway", label: t("importAnyway") },
          ]}
        />
      </div>
      <Sheet pad="none">
        <ImportGrid
          rows={shown}
          all={preview.rows}
          ownFields={preview.ownFields}
          onChange={review.change}
          onRemove={review.remove}
        />
        <BottomBar>
          <b role="status">{t("counts", { rows: rows.length, bad: bad.length, twice: rows.filter(isTwice).length })}</b>
          {listed.length > PAGE && (
            <BarPages text={t("page", { from: start + 1, to: start + shown.length, count: listed.length })}>
              {start > 0 && (
                <Button size="sm" onClick={() => setFrom(start - PAGE)}>
                  {t("earlier")}
                </Button>
              )}
              {start + PAGE < listed.length && (
                <Button size="sm" onClick={() => setFrom(start + PAGE)}>
                  {t("later")}
                </Button>
              )}
            </BarPages>
          )}
        </BottomBar>
      </Sheet>
      <div className="actions">
        <Button
          variant="primary"
          pending={save.isBusy}
          pendingLabel={t("pending")}
          unavailable={blocked}
          onClick={save.submit}
        >
          {t("submit", { count: toImport.length })}
        </Button>
        <Button onClick={onAgain}>{t("again")}</Button>
      </div>
    </div>
  );
}

function useReview(preview: ImportPreview) {
  const [rows, setRows] = useState<ImportRow[]>(preview.rows);
  const [known, setKnown] = useState(preview.known);
  return {
    rows: useMemo(() => reviewRows(rows, known, preview.ownFields), [rows, known, preview.ownFields]),
    change: (line: number, field: ImportField, text: string) => {
      setRows((all) =>
        all.map((row) => (row.line === line ? { ...row, cells: { ...row.cells, [field]: text } } : row)),
      );
      // Another name or address is another question; the server looks again at nothing that it would make twice.
      if (field !== "notes" && !field.startsWith(OWN_COLUMN))
        setKnown((all) => all.filter((each) => each.line !== line));
    },
    remove: (line: number) => setRows((all) => all.filter((row) => row.line !== line)),
  };
}

function useSave(importKey: string, rows: readonly ImportRow[], onDone: (result: ImportResult) => void) {
  const t = useTranslations("payers.import");
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function submit() {
    if (isBusy) return;
    start(async () => {
      const body = JSON.stringify({ importKey, rows: rows.map(({ line, cells }) => ({ line, cells })) });
      const answer = await postImport<ImportResult>("save", body);
      if (answer?.ok) return onDone(answer.data);
      const isInvalid = answer?.reason === "rows_invalid";
      setProblem(isInvalid ? t("invalid") : (answer?.message ?? t("unreachable")));
    });
  }
  return { isBusy, problem, submit };
}
