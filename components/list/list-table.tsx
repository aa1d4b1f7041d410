"use client";

import {
  type ColumnDef,
  columnOrderingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { Fragment, type ReactNode, useMemo } from "react";
import { useList } from "@/components/list/list-context";
import { HeadCell } from "@/components/list/list-head-cell";
import { PickAll, PickRow, usePicking } from "@/components/list/list-picks";
import type { ListHead, ListRow } from "@/components/list/list-shape";
import { isSelected } from "@/components/list/selection";
import { Ledger, Td, Th } from "@/components/ui/ledger";

const FEATURES = tableFeatures({ columnOrderingFeature, columnVisibilityFeature });
type Column = ColumnDef<typeof FEATURES, ListRow>;

type ListTableProps = {
  /** What the table holds, for screen readers. */
  caption: string;
  /** The column that stays at the left on a small screen and whose link opens the row. */
  mainColumn: string;
  /** Without tick boxes. */
  isPlain?: boolean;
  /** Only the rows of this part, of a list in several tables. */
  part?: string;
  /** More space at both sides, under a sheet's title. */
  isIndented?: boolean;
  /** The row of totals, made by the server for the columns that are shown. */
  foot?: ReactNode;
};

/** The rows, with tick boxes, in the columns of the user. The server has made the cells. */
export function ListTable({ caption, mainColumn, isPlain, part, isIndented, foot }: ListTableProps) {
  const { heads, rows, isBusy, selection } = useList();
  const ofPart = useMemo(() => rows.filter((row) => part === undefined || row.part === part), [rows, part]);
  const table = useListTable(heads, ofPart);
  const picking = usePicking(ofPart);
  const headOf = new Map(heads.map((head) => [head.id, head]));
  return (
    <Ledger caption={caption} hover indent={isIndented} busy={isBusy} className="list-table">
      <thead>
        <tr>
          {!isPlain && (
            <Th kind="pick">
              <PickAll picking={picking} />
            </Th>
          )}
          {table.getVisibleLeafColumns().map((column) => {
            const head = headOf.get(column.id);
            return head && <HeadCell key={column.id} head={head} isHeld={column.id === mainColumn} />;
          })}
        </tr>
      </thead>
      {bodiesOf(table.getRowModel().rows).map((rowsOfBody) => (
        <tbody key={rowsOfBody[0]?.id} data-flag={rowsOfBody[0]?.original.trouble ? "danger" : undefined}>
          {rowsOfBody.map((row) => (
            <Fragment key={row.id}>
              <tr data-row={row.id} data-selected={isSelected(selection, row.id) || undefined}>
                {!isPlain && (
                  <Td kind="pick">
                    <PickRow row={row.original} picking={picking} />
                  </Td>
                )}
                {row.getVisibleCells().map((cell) => (
                  <Td
                    key={cell.column.id}
                    kind={lookOf(headOf.get(cell.column.id))}
                    held={cell.column.id === mainColumn}
                    data-column={cell.column.id}
                    data-narrowed={headOf.get(cell.column.id)?.width ? true : undefined}
                  >
                    <table.FlexRender cell={cell} />
                  </Td>
                ))}
              </tr>
              {row.original.trouble && (
                <TroubleRow {...row.original.trouble} cells={row.getVisibleCells().length} isPlain={isPlain} />
              )}
            </Fragment>
          ))}
        </tbody>
      ))}
      {foot && <tfoot>{foot}</tfoot>}
    </Ledger>
  );
}

/** Neighbours share a body; a row in trouble has one of its own, so that one box goes round it and its reason. */
function bodiesOf<Row extends { original: ListRow }>(rows: readonly Row[]): Row[][] {
  const bodies: Row[][] = [];
  for (const row of rows) {
    const last = bodies.at(-1);
    if (last && !row.original.trouble && !last[0]?.original.trouble) last.push(row);
    else bodies.push([row]);
  }
  return bodies;
}

type TroubleProps = NonNullable<ListRow["trouble"]> & { cells: number; isPlain?: boolean };

function TroubleRow({ text, remedy, cells, isPlain }: TroubleProps) {
  return (
    <tr className="why">
      {!isPlain && <td />}
      <td colSpan={cells}>
        <div className="why-line">
          <p>{text}</p>
          {remedy && <div className="why-remedy">{remedy}</div>}
        </div>
      </td>
    </tr>
  );
}

function useListTable(heads: readonly ListHead[], rows: readonly ListRow[]) {
  const columns = useMemo(
    () =>
      heads.map(({ id, label }): Column => ({ id, header: label, cell: ({ row }) => row.original.cells[id] ?? null })),
    [heads],
  );
  const state = useMemo(
    () => ({
      columnOrder: heads.map(({ id }) => id),
      columnVisibility: Object.fromEntries(heads.map(({ id, isVisible }) => [id, isVisible])),
    }),
    [heads],
  );
  return useTable({ features: FEATURES, columns, data: rows, state, getRowId: (row) => row.id });
}

function lookOf(head: ListHead | undefined): "money" | "end" | "soft" | "text" {
  if (head?.kind === "money") return "money";
  if (head?.kind === "count" || head?.kind === "actions") return "end";
  return head?.kind === "instant" || head?.kind === "date" ? "soft" : "text";
}
