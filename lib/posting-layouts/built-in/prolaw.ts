import type { DelimitedLayout } from "../model";

/**
 * ProLaw: receipts for its journal, each keyed by matter and statement number. Assumption, because the layout of its receipt import is
 * not public: column names in the first line, as ProLaw's cost-recovery import allows, with that import's dates (mm/dd/yy). A trust
 * deposit has no statement number.
 */
export const PROLAW_RECEIPTS: DelimitedLayout = {
  name: "ProLaw, receipts",
  format: "delimited",
  fileName: "RECEIPTS_{batchNumber}.txt",
  encoding: "utf8",
  hasByteOrderMark: false,
  delimiter: "\t",
  quoting: "needed",
  lineEnd: "crlf",
  hasColumnNames: true,
  afterDelivery: {
    en: "In ProLaw, import this file as receipts, then post the journal.",
    fr: "Dans ProLaw, importez ce fichier comme encaissements, puis comptabilisez le journal.",
    es: "En ProLaw, importe este archivo como cobros y después contabilice el diario.",
  },
  groupBy: [],
  fileHeader: [],
  groupHeader: [],
  record: [
    {
      fields: [
        { name: "Component", source: "itemKind", values: { invoice: "RCPT", trust: "TRUST" } },
        { name: "TransDate", source: "postingDate", dateFormat: "MM/DD/YY", isRequired: true },
        { name: "MatterID", source: "matterNumber", isRequired: true },
        { name: "StmnNo", source: "invoiceNumber" },
        { name: "ContactID", source: "payorNumber" },
        { name: "Amount", source: "amountCents", amountFormat: { decimals: "point", sign: "before" } },
        { name: "TransType", source: "transactionType", isRequired: true },
        { name: "BankAccount", source: "bankAccount", isRequired: true },
        { name: "GLAccount", source: "ledgerCode" },
        { name: "Reference", source: "reference" },
        { name: "Reverses", source: "reversesReference" },
        { name: "ItemKey", source: "itemKey" },
        {
          name: "Notes",
          template: "{arMessage} {paymentNumber} {payerName}",
          width: 200,
          whenTooLong: "truncate",
          whenUnwritable: "replace",
        },
      ],
    },
  ],
  groupTrailer: [],
  fileTrailer: [
    {
      fields: [
        { name: "Component", literal: "TOTAL" },
        { name: "TransDate", source: "postedOn", dateFormat: "MM/DD/YY" },
        { name: "Batch", source: "batchNumber" },
        { name: "Records", source: "fileRecords" },
        { name: "Currency", source: "batchCurrency" },
        { name: "Total", source: "fileTotalCents", amountFormat: { decimals: "point", sign: "before" } },
      ],
    },
  ],
};
