import type { PrintedColumn, PrintedFact } from "./model";
import {
  drawAsDecoration,
  drawLine,
  drawRule,
  type Element,
  INK,
  type Look,
  lineHeight,
  linesOf,
  type Pen,
  widthOf,
} from "./pen";

const PADDING = { x: 6, y: 3 };
const HEAD: Look = { face: "strong", size: 9, color: INK.soft };
const CELL: Look = { face: "sans", size: 10, color: INK.text };
const TOTAL: Look = { face: "strong", size: 10, color: INK.text };
const NAME: Look = { face: "sans", size: 10, color: INK.soft };

type Cell = { text: string; x: number; width: number; look: Look; isRight: boolean; tag: "TH" | "TD"; scope?: string };

/** Names at the left, values at the right: a table whose first cells are heads of their rows. */
export function drawFacts(pen: Pen, rows: readonly PrintedFact[]): void {
  const table = begin(pen);
  const nameWidth = Math.min(160, pen.width * 0.34);
  for (const { name, value } of rows) {
    const left = { x: pen.left, width: nameWidth, look: NAME, isRight: false, tag: "TH", scope: "Row" } as const;
    const right = { x: pen.left + nameWidth, width: pen.width - nameWidth, look: CELL, isRight: false } as const;
    drawRow(pen, table, [
      { ...left, text: name },
      { ...right, text: value, tag: "TD" },
    ]);
    hairline(pen);
  }
  table.end();
  pen.y += 14;
}

/** Columns under their heads, which stand again on each page; rows are never cut. */
export function drawTable(
  pen: Pen,
  columns: readonly PrintedColumn[],
  rows: readonly (readonly string[])[],
  total?: readonly string[],
): void {
  const table = begin(pen);
  const cellsOf = cellsBy(pen, columns);
  const head = () =>
    cellsOf(
      columns.map((column) => column.text),
      HEAD,
      "TH",
    );
  pen.reserve(60);
  drawRow(pen, table, head());
  hairline(pen, INK.text);
  for (const row of rows) {
    const cells = cellsOf(row, CELL, "TD");
    if (pen.reserve(heightOf(pen, cells))) repeatHead(pen, head());
    drawRow(pen, table, cells);
    hairline(pen);
  }
  if (total) drawTotal(pen, table, cellsOf(total, TOTAL, "TD"));
  table.end();
  pen.y += 14;
}

function begin(pen: Pen): Element {
  const table = pen.doc.struct("Table");
  pen.root.add(table);
  return table;
}

function cellsBy(pen: Pen, columns: readonly PrintedColumn[]) {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  return (texts: readonly string[], look: Look, tag: "TH" | "TD"): Cell[] => {
    let x = pen.left;
    return columns.map(({ kind, share }, index) => {
      const width = (pen.width * share) / shares;
      const cell: Cell = { text: texts[index] ?? "", x, width, look, isRight: kind === "money", tag };
      x += width;
      return tag === "TH" ? { ...cell, scope: "Column" } : cell;
    });
  };
}

/** The head again on a new page: said once in the order of reading, so here it is decoration. */
function repeatHead(pen: Pen, cells: readonly Cell[]): void {
  drawAsDecoration(pen, () => {
    for (const cell of cells) drawCell(pen, cell);
  });
  pen.y += heightOf(pen, cells);
  hairline(pen, INK.text);
}

function drawTotal(pen: Pen, table: Element, cells: readonly Cell[]): void {
  const money = cells.filter((cell) => cell.isRight);
  const across = (y: number) => {
    for (const { x, width } of money) drawRule(pen, { x, y }, { x: x + width, y }, INK.text);
  };
  pen.reserve(heightOf(pen, cells) + 6);
  across(pen.y);
  drawRow(pen, table, cells);
  across(pen.y);
  across(pen.y + 2);
  pen.y += 2;
}

function drawRow(pen: Pen, table: Element, cells: readonly Cell[]): void {
  const height = heightOf(pen, cells);
  pen.reserve(height);
  const row = pen.doc.struct("TR");
  table.add(row);
  for (const cell of cells) {
    // pdfkit takes it, its types do not know it yet.
    const options: object = cell.scope ? { scope: cell.scope } : {};
    const element = pen.doc.struct(cell.tag, options);
    row.add(element);
    element.add(() => drawCell(pen, cell));
    element.end();
  }
  row.end();
  for (const { x, width } of cells.filter((cell) => cell.isRight)) {
    for (const side of [x, x + width]) drawRule(pen, { x: side, y: pen.y }, { x: side, y: pen.y + height }, INK.rule);
  }
  pen.y += height;
}

function drawCell(pen: Pen, { text, x, width, look, isRight }: Cell): void {
  const lines = linesOf(pen, text, width - 2 * PADDING.x, look);
  for (const [index, line] of lines.entries()) {
    const start = isRight ? x + width - PADDING.x - widthOf(pen, line, look) : x + PADDING.x;
    drawLine(pen, line, { x: start, y: pen.y + PADDING.y + index * lineHeight(look.size) }, look);
  }
}

function heightOf(pen: Pen, cells: readonly Cell[]): number {
  const lines = cells.map(({ text, width, look }) => linesOf(pen, text, width - 2 * PADDING.x, look).length);
  return Math.max(1, ...lines) * lineHeight(CELL.size) + 2 * PADDING.y;
}

function hairline(pen: Pen, color: string = INK.rule): void {
  drawRule(pen, { x: pen.left, y: pen.y }, { x: pen.left + pen.width, y: pen.y }, color);
}
