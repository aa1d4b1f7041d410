import { type MatterSystemDefinition, SEARCH_FIELDS } from "../../model";

/** Its script, procedures.sql, and its guide lie beside this file. */
export const threeEDefinition: MatterSystemDefinition = {
  id: "threeE",
  name: "Elite 3E",
  invoiceWord: "invoice",
  scriptVersion: "1",
  searchFields: {
    invoice: SEARCH_FIELDS,
    trust: ["client_name", "client_number", "matter_number", "matter_description"],
  },
  hasTrust: true,
  confirms: true,
  defaultCodes: {
    operating: { ledgerCode: "12000", transactionType: "CARD", bankAccount: "OPER" },
    trust: { ledgerCode: "21000", transactionType: "TRUST", bankAccount: "IOLTA" },
  },
  assumptions: [
    {
      setting: 1,
      says: "A row of InvPayor is what one payor owes on one invoice; it is open while BalAmt is above 0.",
    },
    {
      setting: 1,
      says: "A purged invoice has the InvNumber PURGE, a reversed one IsReversed = 1, and nothing is posted on a matter whose MattStatus is not OP.",
    },
    {
      setting: 1,
      says: "People know a payor by PayorIndex; Percentage is its share; InvMaster.Currency is an ISO code of three letters.",
    },
    { setting: 2, says: "A trust ledger is a Matter at a BankAcctTrust, there once TrustBalance has a row of it." },
    {
      setting: 3,
      says: "The receipt process keeps the record's reference in RefNumber of RcptMaster and TrustReceipt.",
    },
    { setting: 4, says: "BankAcct has Number, DisplayName, IsTrust and IsActive." },
    { setting: 5, says: "Ledger codes are the natural accounts of GLNatural." },
    { setting: 6, says: "Transaction types are the receipt types of ReceiptType." },
  ],
};
