import { RefusedFile } from "./delivered";

/** The lines of a delimited file as cells. Every line ends in CR LF; a cell in quotes may hold the delimiter, quotes twice, and line breaks. */
export function readCells(text: string, delimiter: string): string[][] {
  if (!text.endsWith("\r\n")) throw new RefusedFile("The last line is cut off.");
  const lines: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, delimiter);
    cells.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text.slice(at, at + 2) !== "\r\n")
      throw new RefusedFile(`Line ${lines.length + 1}: a cell goes on after its quotes.`);
    at += 2;
    lines.push(cells);
    cells = [];
  }
  return lines;
}

type Cell = { value: string; end: number };

function readQuoted(text: string, start: number): Cell {
  let value = "";
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') value += text[at];
    else if (text[at + 1] !== '"') return { value, end: at + 1 };
    else {
      value += '"';
      at += 1;
    }
  }
  throw new RefusedFile("A quote is not closed.");
}

function readPlain(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\r" && text[end] !== "\n") end += 1;
  return { value: text.slice(start, end), end };
}
