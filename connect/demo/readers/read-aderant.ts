import { type DeliveredFile, type DeliveredReceipt, RefusedFile, readAmount, readDay } from "./delivered";
import { readCells } from "./read-cells";

const DAY = /^(?<m>\d\d)\/(?<d>\d\d)\/(?<y>\d{4})$/;
const NAMES = [
  ..."ApplicationType ReceiptDate BankCode ReceiptType CheckNum DrawnBy Payor Client MatterID InvoiceNo Amt".split(" "),
  ..."TrustID GLAcct GLOffc GLDept CreditType DistDescription".split(" "),
];
/** On a bill, on one of several matters, or in trust: what this importer takes. M, C and G, unapplied money, it does not. */
const LINES: Record<string, DeliveredReceipt["kind"]> = { I: "invoice", Z: "invoice", T: "trust" };

type Line = Record<string, string>;

/** Generic Importer of Aderant: column names, then for each receipt a line R and what it is put on; R says what those add up to. */
export function readAderantFile(bytes: Buffer): DeliveredFile {
  const [names = [], ...rest] = readCells(bytes.toString("utf8"), ",");
  if (names.join() !== NAMES.join())
    throw new RefusedFile("The first line does not name the columns of cash receipts.");
  const lines = rest.map((cells, index) => {
    if (cells.length !== NAMES.length) throw new RefusedFile(`Line ${index + 2}: it has ${cells.length} cells.`);
    return Object.fromEntries(NAMES.map((name, at) => [name, cells[at] ?? ""])) as Line;
  });
  const starts = lines.flatMap((line, index) => (line.ApplicationType === "R" ? [index] : []));
  if (starts[0] !== 0) throw new RefusedFile("The file does not begin with a receipt.");
  const receipts = starts.flatMap((start, index) => readReceipt(lines.slice(start, starts[index + 1]), start + 2));
  return { batch: "", receipts };
}

function readReceipt([head = {}, ...lines]: readonly Line[], place: number): DeliveredReceipt[] {
  const where = `Line ${place}`;
  const receipts = lines.map((line): DeliveredReceipt => {
    const kind = LINES[line.ApplicationType ?? ""];
    if (!kind) throw new RefusedFile(`${where}: a line ${line.ApplicationType} is not taken here.`);
    return {
      reference: head.CheckNum ?? "",
      reverses: head.DistDescription ?? "",
      kind,
      client: line.Client ?? "",
      matter: line.MatterID ?? "",
      invoice: line.InvoiceNo ?? "",
      payor: line.Payor ?? "",
      itemKey: line.TrustID ?? "",
      cents: readAmount(line.Amt ?? "", where),
      bank: head.BankCode ?? "",
      type: head.ReceiptType ?? "",
      ledgerCode: "",
      on: readDay(head.ReceiptDate ?? "", DAY, where),
      note: head.DrawnBy ?? "",
    };
  });
  const cents = receipts.reduce((sum, receipt) => sum + receipt.cents, 0);
  if (receipts.length === 0 || cents !== readAmount(head.Amt ?? "", where))
    throw new RefusedFile(`${where}: the receipt says ${head.Amt}, its lines add up to ${cents} cents.`);
  return receipts;
}
