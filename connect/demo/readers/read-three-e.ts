import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { type DeliveredFile, type DeliveredReceipt, RefusedFile, readAmount, readDay } from "./delivered";

const DAY = /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)$/;
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === "Add",
});

const Attributes = z.record(z.string(), z.unknown());
const Line = z.object({ Attributes });
const Added = (child: string, line: string) =>
  z.object({ Attributes, Children: z.object({ [child]: z.object({ Add: z.array(z.object({ [line]: Line })) }) }) });

const Receipts = z.object({
  ReceiptApply_Srv: z.object({
    Initialize: z.object({ Add: z.array(z.object({ RcptMaster: Added("RcptInvoice", "RcptInvoice") })) }),
  }),
});
const TrustReceipts = z.object({
  TrustReceipt_Srv: z.object({
    Initialize: z.object({
      Add: z.array(z.object({ TrustReceipt: Added("TrustReceiptDetail", "TrustReceiptDetail") })),
    }),
  }),
});

type Words = Record<string, unknown>;

/** The XML of 3E's TransactionService. It has no trailer: each receipt of invoices says what its lines add up to. */
export function readThreeEFile(bytes: Buffer): DeliveredFile {
  const text = bytes.toString("utf8").trimEnd();
  const tag = /^<(\w+)/.exec(text)?.[1] ?? "";
  // The parser forgives a document that is cut off.
  if (!text.endsWith(`</${tag}>`)) throw new RefusedFile("The document is cut off.");
  const document: unknown = parser.parse(text);
  const receipts = Receipts.safeParse(document);
  if (receipts.success) {
    const adds = receipts.data.ReceiptApply_Srv.Initialize.Add;
    return {
      batch: "",
      receipts: adds.flatMap(({ RcptMaster }, index) => readReceipt(RcptMaster, `Receipt ${index + 1}`)),
    };
  }
  const trust = TrustReceipts.safeParse(document);
  if (!trust.success) throw new RefusedFile("The document is neither ReceiptApply_Srv nor TrustReceipt_Srv.");
  const adds = trust.data.TrustReceipt_Srv.Initialize.Add;
  return {
    batch: "",
    receipts: adds.flatMap(({ TrustReceipt }, index) => readTrust(TrustReceipt, `Receipt ${index + 1}`)),
  };
}

type Object3E = z.infer<ReturnType<typeof Added>>;

function linesOf(object: Object3E, child: string): Words[] {
  return object.Children[child]?.Add.map((added) => added[child]?.Attributes ?? {}) ?? [];
}

function readReceipt(object: Object3E, where: string): DeliveredReceipt[] {
  const head = object.Attributes;
  const receipts = linesOf(object, "RcptInvoice").map(
    (line): DeliveredReceipt => ({
      ...common(head, where),
      kind: "invoice",
      matter: word(line, "Matter"),
      invoice: word(line, "InvMaster"),
      payor: word(line, "Payor"),
      itemKey: word(line, "InvPayor"),
      cents: readAmount(word(line, "Amount"), where),
      bank: word(head, "BankAcct"),
      type: word(head, "RcptType"),
      ledgerCode: word(head, "GLNatural"),
    }),
  );
  const cents = receipts.reduce((sum, receipt) => sum + receipt.cents, 0);
  if (receipts.length === 0 || cents !== readAmount(word(head, "Amount"), where))
    throw new RefusedFile(`${where}: it says ${word(head, "Amount")}, its lines add up to ${cents} cents.`);
  return receipts;
}

function readTrust(object: Object3E, where: string): DeliveredReceipt[] {
  const head = object.Attributes;
  const receipts = linesOf(object, "TrustReceiptDetail").map(
    (line): DeliveredReceipt => ({
      ...common(head, where),
      ...{ kind: "trust", invoice: "", payor: "", itemKey: "", ledgerCode: "" },
      matter: word(line, "Matter"),
      cents: readAmount(word(line, "Amount"), where),
      bank: word(line, "BankAcctTrust"),
      type: word(head, "TrustReceiptType"),
    }),
  );
  if (receipts.length === 0) throw new RefusedFile(`${where}: it has no line.`);
  return receipts;
}

function common(head: Words, where: string) {
  return {
    reference: word(head, "RefNumber"),
    reverses: / reverses (\S+)$/.exec(word(head, "Narrative"))?.[1] ?? "",
    client: "",
    on: readDay(word(head, "PostDate"), DAY, where),
    note: word(head, "Narrative").trim(),
  };
}

function word(words: Words, name: string): string {
  const value = words[name];
  return typeof value === "string" ? value : "";
}
