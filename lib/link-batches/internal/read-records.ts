import type { FileRecord, RowFault } from "../model";

/** Longer than seven full cells; a quote that is never closed must not swallow the file. */
const LONGEST_RECORD = 100_000;
/** More than any header; what comes after only has to be counted as too much. */
const MOST_CELLS = 200;

const SPACE = /[ \t\u00a0\ufeff]/;

type Cell = { text: string; end: number } | { fault: RowFault };

/**
 * The records of a delimited text (RFC 4180; spaces around quotes are let through), each with the physical line it begins on. Lines
 * that are empty or hold only empty cells are left out. A record whose quotes do not fit is given with its fault, and reading goes on
 * with the next line, so that one bad quote never hides the rows beneath it.
 *
 * `text` has "\n" for every line break.
 */
export function* readRecords(text: string, delimiter: string): Generator<FileRecord> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const read = readRecord(text, at, delimiter);
    if ("fault" in read) {
      yield { line, cells: [], fault: read.fault };
      at = endOfLine(text, at) + 1;
      line += 1;
      continue;
    }
    if (read.cells.some((cell) => cell !== "")) yield { line, cells: read.cells, fault: null };
    line += countBreaks(text, at, read.end) + 1;
    at = read.end + 1;
  }
}

/** From `start` to the line break that ends the record; `end` is its position. */
function readRecord(
  text: string,
  start: number,
  delimiter: string,
): { cells: string[]; end: number } | { fault: RowFault } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = readCell(text, at, delimiter);
    if ("fault" in cell) return cell;
    if (cell.end - start > LONGEST_RECORD) return { fault: "row_too_long" };
    if (cells.length < MOST_CELLS) cells.push(cell.text);
    if (text[cell.end] !== delimiter) return { cells, end: cell.end };
    at = cell.end + 1;
  }
}

function readCell(text: string, start: number, delimiter: string): Cell {
  const open = skipSpaces(text, start, delimiter);
  if (text[open] === '"') return readQuoted(text, open, delimiter);
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n") {
    if (text[end] === '"') return { fault: "quote_stray" };
    end += 1;
  }
  return { text: text.slice(start, end).trim(), end };
}

function readQuoted(text: string, open: number, delimiter: string): Cell {
  let at = open + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { fault: "quote_open" };
    if (quote - open > LONGEST_RECORD) return { fault: "row_too_long" };
    if (text[quote + 1] === '"') {
      at = quote + 2;
      continue;
    }
    const end = skipSpaces(text, quote + 1, delimiter);
    const isEnd = end >= text.length || text[end] === delimiter || text[end] === "\n";
    if (!isEnd) return { fault: countBreaks(text, open, quote) > 0 ? "quote_open" : "quote_stray" };
    return {
      text: text
        .slice(open + 1, quote)
        .replaceAll('""', '"')
        .trim(),
      end,
    };
  }
}

function skipSpaces(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && SPACE.test(text[at] ?? "")) at += 1;
  return at;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
