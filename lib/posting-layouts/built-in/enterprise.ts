import type { DelimitedLayout, FixedLayout, LayoutField, LayoutLine } from "../model";

/**
 * Elite Enterprise: the file that its Credit Upload reads. Assumption, because no layout of it is public: one header, one detail line
 * for each record, one trailer with count and total; the columns are those that a row of `ledger` needs. A firm changes them to those
 * of its own upload in Settings.
 */
const AFTER_DELIVERY = {
  en: "In Elite Enterprise, run Credit Upload on this file, then post the batch.",
  fr: "Dans Elite Enterprise, lancez Credit Upload sur ce fichier, puis comptabilisez le lot.",
  es: "En Elite Enterprise, ejecute Credit Upload con este archivo y después contabilice el lote.",
};

const NARRATIVE: LayoutField = {
  name: "Narrative",
  source: "arMessage",
  default: "Docketpay",
  width: 60,
  whenTooLong: "truncate",
  whenUnwritable: "replace",
};
const PAYER: LayoutField = {
  name: "Paid by",
  source: "payerName",
  width: 60,
  whenTooLong: "truncate",
  whenUnwritable: "replace",
};
/** I: put on an invoice. T: a trust deposit, which names no invoice. */
const ITEM: LayoutField = { name: "Item", source: "itemKind", values: { invoice: "I", trust: "T" } };

const DETAIL: LayoutLine = {
  fields: [
    { name: "Line", literal: "D" },
    ITEM,
    { name: "Client", source: "clientNumber", isRequired: true },
    { name: "Matter", source: "matterNumber", isRequired: true },
    { name: "Invoice", source: "invoiceNumber" },
    { name: "Payor", source: "payorNumber" },
    { name: "Date", source: "postingDate", dateFormat: "MM/DD/YYYY", isRequired: true },
    { name: "Ledger code", source: "ledgerCode", isRequired: true },
    { name: "Receipt type", source: "transactionType" },
    { name: "Bank", source: "bankAccount", isRequired: true },
    { name: "Amount", source: "amountCents", amountFormat: { decimals: "point", sign: "before" } },
    { name: "Document", source: "reference" },
    { name: "Reverses", source: "reversesReference" },
    NARRATIVE,
    PAYER,
  ],
};

export const ENTERPRISE_DELIMITED: DelimitedLayout = {
  name: "Elite Enterprise, Credit Upload, delimited",
  format: "delimited",
  fileName: "CREDIT_{batchNumber}.csv",
  encoding: "utf8",
  hasByteOrderMark: false,
  delimiter: ",",
  quoting: "needed",
  lineEnd: "crlf",
  hasColumnNames: false,
  afterDelivery: AFTER_DELIVERY,
  groupBy: [],
  fileHeader: [
    {
      fields: [
        { name: "Line", literal: "H" },
        { name: "Batch", source: "batchNumber" },
        { name: "Date", source: "postedOn", dateFormat: "MM/DD/YYYY" },
        { name: "Currency", source: "batchCurrency" },
        { name: "Description", source: "firmName", width: 40, whenTooLong: "truncate", whenUnwritable: "replace" },
      ],
    },
  ],
  groupHeader: [],
  record: [DETAIL],
  groupTrailer: [],
  fileTrailer: [
    {
      fields: [
        { name: "Line", literal: "T" },
        { name: "Records", source: "fileRecords" },
        { name: "Total", source: "fileTotalCents", amountFormat: { decimals: "point", sign: "before" } },
      ],
    },
  ],
};

const COLUMN_WIDTHS: Readonly<Record<string, number>> = {
  Line: 1,
  Item: 1,
  Client: 20,
  Matter: 30,
  Invoice: 15,
  Payor: 20,
  Date: 8,
  "Ledger code": 10,
  "Receipt type": 10,
  Bank: 10,
  Document: 16,
  Reverses: 16,
};

/** Amounts in hundredths, filled with zeros, the sign in front: -00000000125. */
const FIXED_AMOUNT: Partial<LayoutField> = {
  amountFormat: { decimals: "none", sign: "always" },
  width: 14,
  align: "right",
  pad: "0",
};

function asColumn(field: LayoutField): LayoutField {
  if (field.source === "amountCents") return { ...field, ...FIXED_AMOUNT };
  const column = { ...field, width: field.width ?? COLUMN_WIDTHS[field.name] ?? 10 };
  return field.dateFormat ? { ...column, dateFormat: "YYYYMMDD" } : column;
}

export const ENTERPRISE_FIXED: FixedLayout = {
  name: "Elite Enterprise, Credit Upload, fixed width",
  format: "fixed",
  fileName: "CREDIT_{batchNumber}.txt",
  encoding: "latin1",
  hasByteOrderMark: false,
  lineEnd: "crlf",
  afterDelivery: AFTER_DELIVERY,
  groupBy: [],
  fileHeader: [
    {
      fields: [
        { name: "Line", literal: "H", width: 1 },
        { name: "Batch", source: "batchNumber", width: 16 },
        { name: "Date", source: "postedOn", dateFormat: "YYYYMMDD", width: 8 },
        { name: "Currency", source: "batchCurrency", width: 3 },
        { name: "Description", source: "firmName", width: 40, whenTooLong: "truncate", whenUnwritable: "replace" },
      ],
    },
  ],
  groupHeader: [],
  record: [{ fields: DETAIL.fields.map(asColumn) }],
  groupTrailer: [],
  fileTrailer: [
    {
      fields: [
        { name: "Line", literal: "T", width: 1 },
        { name: "Records", source: "fileRecords", width: 8, align: "right", pad: "0" },
        { name: "Total", source: "fileTotalCents", ...FIXED_AMOUNT },
      ],
    },
  ],
};
