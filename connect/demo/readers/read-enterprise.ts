import {
  type DeliveredFile,
  type DeliveredReceipt,
  RefusedFile,
  readAmount,
  readCount,
  readDay,
  requireTotals,
} from "./delivered";
import { readCells } from "./read-cells";

const US_DAY = /^(?<m>\d\d)\/(?<d>\d\d)\/(?<y>\d{4})$/;
const PLAIN_DAY = /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/;

/** Where the columns of a fixed detail line end, and of header and trailer. */
const DETAIL_ENDS = [1, 2, 22, 52, 67, 87, 95, 105, 115, 125, 139, 155, 171, 231, 291];
const HEADER_ENDS = [1, 17, 25, 28, 68];
const TRAILER_ENDS = [1, 9, 23];

/** Credit Upload of Elite Enterprise: H, then D for each receipt, then T with count and total; with commas, or in columns. */
export function readEnterpriseFile(bytes: Buffer): DeliveredFile {
  const isFixed = !bytes.subarray(0, 2).equals(Buffer.from("H,"));
  const lines = isFixed ? readColumns(bytes.toString("latin1")) : readCells(bytes.toString("utf8"), ",");
  const [header = [], ...rest] = lines;
  const trailer = rest.pop();
  if (header[0] !== "H" || trailer?.[0] !== "T") throw new RefusedFile("The file has no header or no trailer.");
  const receipts = rest.map((cells, index) => readDetail(cells, `Line ${index + 2}`, isFixed));
  const [, records = "", total = ""] = trailer;
  const cents = isFixed ? readHundredths(total, "Trailer") : readAmount(total, "Trailer");
  requireTotals(receipts, { records: readCount(records, "Trailer"), cents });
  return { batch: header[1] ?? "", receipts };
}

function readColumns(text: string): string[][] {
  if (!text.endsWith("\r\n")) throw new RefusedFile("The last line is cut off.");
  return text
    .slice(0, -2)
    .split("\r\n")
    .map((line, index) => {
      const ends = { H: HEADER_ENDS, D: DETAIL_ENDS, T: TRAILER_ENDS }[line.charAt(0)] ?? [];
      if (line.length !== ends.at(-1)) throw new RefusedFile(`Line ${index + 1}: it has ${line.length} characters.`);
      return ends.map((end, column) => line.slice(ends[column - 1] ?? 0, end).trimEnd());
    });
}

function readDetail(cells: readonly string[], where: string, isFixed: boolean): DeliveredReceipt {
  if (cells[0] !== "D" || cells.length !== DETAIL_ENDS.length) throw new RefusedFile(`${where}: it is no detail line.`);
  const [, item, client = "", matter = "", invoice = "", payor = "", day = "", ledgerCode = "", type = ""] = cells;
  const [bank = "", amount = "", reference = "", reverses = "", narrative = "", payer = ""] = cells.slice(9);
  if (item !== "I" && item !== "T") throw new RefusedFile(`${where}: "${item}" is neither an invoice nor trust.`);
  return {
    ...{ reference, reverses, client, matter, invoice, payor, bank, type, ledgerCode, itemKey: "" },
    kind: item === "I" ? "invoice" : "trust",
    cents: isFixed ? readHundredths(amount, where) : readAmount(amount, where),
    on: readDay(day, isFixed ? PLAIN_DAY : US_DAY, where),
    note: `${narrative} ${payer}`.trim(),
  };
}

/** "-0000000008725" */
function readHundredths(text: string, where: string): number {
  if (!/^[+-]\d{13}$/.test(text)) throw new RefusedFile(`${where}: "${text}" is no amount.`);
  return Number(text);
}
