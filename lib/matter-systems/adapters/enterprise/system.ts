import { type MatterSystemDefinition, SEARCH_FIELDS } from "../../model";

/** Its script, procedures.sql, and its guide lie beside this file. */
export const enterpriseDefinition: MatterSystemDefinition = {
  id: "enterprise",
  name: "Elite Enterprise",
  invoiceWord: "bill",
  scriptVersion: "1",
  searchFields: {
    invoice: SEARCH_FIELDS,
    trust: ["client_name", "client_number", "matter_number", "matter_description"],
  },
  hasTrust: true,
  confirms: true,
  defaultCodes: {
    operating: { ledgerCode: "PMT", transactionType: "CC", bankAccount: "OPER" },
    trust: { ledgerCode: "TRPMT", transactionType: "TR", bankAccount: "IOLTA" },
  },
  assumptions: [
    {
      setting: 1,
      says: "A bill is one linvoice of one client; what a payor owes is the sum of its rows, less those whose ledger code is a credit, without reversed ones (lzero R).",
    },
    {
      setting: 1,
      says: "matter has mclient, mdesc1, mstatus and mcurrency; nothing is posted on a matter whose mstatus is not OP.",
    },
    { setting: 1, says: "ledger.lpayor says who is billed, and billpayr with which share." },
    { setting: 2, says: "A trust ledger is a row of trust; what it holds is the sum of ttamount in trsttran." },
    { setting: 3, says: "The credit upload keeps the record's reference in ledger.ldocumnt and trsttran.ttdocumnt." },
    { setting: 4, says: "bank has bkcode, bkdesc, bktrust and bkinactive." },
    { setting: 5, says: "Ledger codes are the credits of ledcode." },
    { setting: 6, says: "Transaction types are the receipt types of rcpttype." },
  ],
};
