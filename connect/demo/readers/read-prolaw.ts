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

const DAY = /^(?<m>\d\d)\/(?<d>\d\d)\/(?<y>\d\d)$/;
const NAMES =
  "Component TransDate MatterID StmnNo ContactID Amount TransType BankAccount GLAccount Reference Reverses ItemKey Notes";
const KINDS: Record<string, DeliveredReceipt["kind"]> = { RCPT: "invoice", TRUST: "trust" };

/** ProLaw's receipts: column names, then a line for each receipt, then TOTAL with count and total. */
export function readProlawFile(bytes: Buffer): DeliveredFile {
  const [names = [], ...rest] = readCells(bytes.toString("utf8"), "\t");
  if (names.join(" ") !== NAMES) throw new RefusedFile("The first line does not name the columns of receipts.");
  const [word, , batch = "", records = "", , total = ""] = rest.pop() ?? [];
  if (word !== "TOTAL") throw new RefusedFile("The file has no line TOTAL.");
  const receipts = rest.map((cells, index) => readLine(cells, `Line ${index + 2}`));
  requireTotals(receipts, { records: readCount(records, "TOTAL"), cents: readAmount(total, "TOTAL") });
  return { batch, receipts };
}

function readLine(cells: readonly string[], where: string): DeliveredReceipt {
  const [component = "", day = "", matter = "", invoice = "", payor = "", amount = "", type = ""] = cells;
  const [bank = "", ledgerCode = "", reference = "", reverses = "", itemKey = "", note = ""] = cells.slice(7);
  const kind = KINDS[component];
  if (!kind || cells.length !== 13) throw new RefusedFile(`${where}: it is neither RCPT nor TRUST.`);
  return {
    ...{ reference, reverses, kind, client: "", matter, invoice, payor, itemKey, bank, type, ledgerCode, note },
    cents: readAmount(amount, where),
    on: readDay(day, DAY, where),
  };
}
