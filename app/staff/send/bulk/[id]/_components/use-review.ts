"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState, useTransition } from "react";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import type { ActionResult } from "@/lib/http/action-result";
import type { BatchField } from "@/lib/link-batches/model";
import type { ChangedRows, LinkUploadDetail, UploadPage, UploadRow } from "@/lib/link-uploads/model";
import { addRowAction, changeCellAction, removeRowsAction, restoreRowsAction } from "../../actions";
import { mergeRows } from "./merge-rows";

/** A cell whose text the server has not taken. */
export type UnsavedCell = { line: number; field: BatchField; text: string };

export type Review = ReturnType<typeof useReview>;

/**
 * The rows of a page as they are after each change. A row that was mended stays where it is until another page is asked for, so that
 * nothing moves away beneath the one who types.
 */
export function useReview(upload: LinkUploadDetail, page: UploadPage) {
  const t = useTranslations("bulkUpload.review");
  const [rows, setRows] = useState<readonly UploadRow[]>(page.rows);
  const [gone, setGone] = useState<ReadonlySet<number>>(new Set());
  const [totals, setTotals] = useState(upload.totals);
  const [revision, setRevision] = useState(upload.revision);
  const [unsaved, setUnsaved] = useState<readonly UnsavedCell[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  useUnsavedGuard(isBusy || unsaved.length > 0);
  const uploadId = upload.id;

  function run(
    act: () => Promise<ActionResult<ChangedRows>>,
    onDone: (changed: ChangedRows) => void,
    onLost?: () => void,
  ) {
    start(async () => {
      const answer = await act().catch(() => null);
      if (!answer?.ok) {
        setProblem(answer?.message ?? t("unreachable"));
        onLost?.();
        return;
      }
      const changed = answer.data;
      setProblem(null);
      setTotals(changed.totals);
      setRevision(changed.revision);
      onDone(changed);
    });
  }
  const forget = (cell: UnsavedCell) =>
    setUnsaved((all) => all.filter(({ line, field }) => line !== cell.line || field !== cell.field));
  function save(cell: UnsavedCell) {
    run(
      () => changeCellAction({ uploadId, ...cell }),
      (changed) => {
        forget(cell);
        setRows((all) => mergeRows(all, changed));
      },
      () => {
        forget(cell);
        setUnsaved((all) => [...all, cell]);
      },
    );
  }
  return {
    ...{ totals, revision, unsaved, problem, isBusy },
    rows: useMemo(() => rows.filter(({ line }) => !gone.has(line)), [rows, gone]),
    change: (line: number, field: BatchField, text: string) => save({ line, field, text }),
    saveAgain: () => unsaved.forEach(save),
    add: (onAdded: (line: number) => void) =>
      run(
        () => addRowAction({ uploadId }),
        (changed) => {
          setRows((all) => mergeRows(all, changed));
          if (changed.row) onAdded(changed.row.line);
        },
      ),
    remove: (which: number | "bad" | "twice", onRemoved: (lines: number[]) => void) =>
      run(
        () => removeRowsAction({ uploadId, which }),
        (changed) => {
          setGone((all) => new Set([...all, ...changed.lines]));
          setRows((all) => mergeRows(all, changed));
          onRemoved(changed.lines);
        },
      ),
    restore: (lines: number[]) =>
      run(
        () => restoreRowsAction({ uploadId, lines }),
        (changed) => {
          const back = new Set(changed.lines);
          setGone((all) => new Set([...all].filter((line) => !back.has(line))));
          setRows((all) => mergeRows(all, changed));
        },
      ),
  };
}
