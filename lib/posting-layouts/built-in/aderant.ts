import type { DelimitedLayout, LayoutCondition, LayoutField, LayoutLine } from "../model";

/**
 * Aderant Expert: Generic Importer, cash receipts. One line R for each receipt, its amount the sum of the lines that follow: I on an
 * invoice, Z on an invoice of several matters, M and C unapplied on a matter or a client, T in trust, G on the general ledger. Columns
 * are those of a public receipt loader. Assumptions: commas and one line of names; I with the leading matter also where an invoice
 * bills several (a firm that wants Z there takes the matter's condition from line Z and removes line I); the reference stands as check
 * number, and so each record is a receipt of its own, which can be confirmed by it; TrustID is the key of the trust ledger.
 */
const IS_INVOICE: LayoutCondition = { source: "itemKind", is: ["invoice"] };

const COLUMNS = [
  "ApplicationType",
  "ReceiptDate",
  "BankCode",
  "ReceiptType",
  "CheckNum",
  "DrawnBy",
  "Payor",
  "Client",
  "MatterID",
  "InvoiceNo",
  "Amt",
  "TrustID",
  "GLAcct",
  "GLOffc",
  "GLDept",
  "CreditType",
  "DistDescription",
] as const;

type Cells = Partial<Record<(typeof COLUMNS)[number], Omit<LayoutField, "name">>>;

function line(type: string, cells: Cells, when?: readonly LayoutCondition[]): LayoutLine {
  const fields = COLUMNS.map((name) => ({
    name,
    ...(name === "ApplicationType" ? { literal: type } : (cells[name] ?? { literal: "" })),
  }));
  return when ? { when, fields } : { fields };
}

const ON_LINE: Cells = {
  Amt: { source: "amountCents", amountFormat: { decimals: "point", sign: "before" } },
  DistDescription: {
    template: "{arMessage} {paymentNumber}",
    width: 100,
    whenTooLong: "truncate",
    whenUnwritable: "replace",
  },
};
const CLIENT = { source: "clientNumber", isRequired: true } as const;
const MATTER = { source: "matterNumber", isRequired: true } as const;
const INVOICE = { source: "invoiceNumber", isRequired: true } as const;

function has(source: "clientNumber" | "matterNumber" | "invoiceNumber"): LayoutCondition {
  return { source, isEmpty: false };
}

function lacks(source: "clientNumber" | "matterNumber" | "invoiceNumber"): LayoutCondition {
  return { source, isEmpty: true };
}

export const ADERANT_RECEIPTS: DelimitedLayout = {
  name: "Aderant, Generic Importer, cash receipts",
  format: "delimited",
  fileName: "CASHRCPT_{batchNumber}.csv",
  encoding: "utf8",
  hasByteOrderMark: false,
  delimiter: ",",
  quoting: "needed",
  lineEnd: "crlf",
  hasColumnNames: true,
  afterDelivery: {
    en: "In Aderant, run the Generic Importer task for cash receipts on this file, then post the session.",
    fr: "Dans Aderant, lancez la tâche Generic Importer des encaissements sur ce fichier, puis comptabilisez la session.",
    es: "En Aderant, ejecute la tarea Generic Importer de cobros con este archivo y después contabilice la sesión.",
  },
  groupBy: ["reference"],
  fileHeader: [],
  groupHeader: [
    line("R", {
      ReceiptDate: { source: "postingDate", dateFormat: "MM/DD/YYYY", isRequired: true },
      BankCode: { source: "bankAccount", isRequired: true },
      ReceiptType: { source: "transactionType", isRequired: true },
      CheckNum: { source: "reference" },
      DrawnBy: { source: "payerName", width: 60, whenTooLong: "truncate", whenUnwritable: "replace" },
      Payor: { source: "payorNumber" },
      Client: { source: "clientNumber" },
      Amt: { source: "groupTotalCents", amountFormat: { decimals: "point", sign: "before" } },
      DistDescription: { source: "reversesReference" },
    }),
  ],
  record: [
    line("I", { ...ON_LINE, Client: CLIENT, MatterID: MATTER, InvoiceNo: INVOICE, Payor: { source: "payorNumber" } }, [
      IS_INVOICE,
      has("invoiceNumber"),
      has("matterNumber"),
    ]),
    line("Z", { ...ON_LINE, Client: CLIENT, InvoiceNo: INVOICE, Payor: { source: "payorNumber" } }, [
      IS_INVOICE,
      has("invoiceNumber"),
      lacks("matterNumber"),
    ]),
    line("M", { ...ON_LINE, Client: CLIENT, MatterID: MATTER, CreditType: { literal: "U" } }, [
      IS_INVOICE,
      lacks("invoiceNumber"),
      has("matterNumber"),
    ]),
    line("C", { ...ON_LINE, Client: CLIENT, CreditType: { literal: "U" } }, [
      IS_INVOICE,
      lacks("invoiceNumber"),
      lacks("matterNumber"),
      has("clientNumber"),
    ]),
    line("G", { ...ON_LINE, GLAcct: { source: "ledgerCode", isRequired: true } }, [
      IS_INVOICE,
      lacks("invoiceNumber"),
      lacks("matterNumber"),
      lacks("clientNumber"),
    ]),
    line("T", { ...ON_LINE, Client: CLIENT, MatterID: MATTER, TrustID: { source: "itemKey", isRequired: true } }, [
      { source: "itemKind", is: ["trust"] },
    ]),
  ],
  groupTrailer: [],
  fileTrailer: [],
};
