import { type MatterSystemDefinition, SEARCH_FIELDS } from "../../model";

/** Its script, procedures.sql, and its guide lie beside this file. */
export const prolawDefinition: MatterSystemDefinition = {
  id: "prolaw",
  name: "ProLaw",
  invoiceWord: "statement",
  scriptVersion: "1",
  searchFields: {
    invoice: SEARCH_FIELDS,
    trust: ["client_name", "client_number", "matter_number", "matter_description"],
  },
  hasTrust: true,
  confirms: true,
  defaultCodes: {
    operating: { ledgerCode: "12000", transactionType: "CC", bankAccount: "OPER" },
    trust: { ledgerCode: "21000", transactionType: "TRD", bankAccount: "IOLTA" },
  },
  assumptions: [
    {
      setting: 1,
      says: "A row of StmnLedger of type S is what one billing contact owes on one statement: AmountDue of Amount.",
    },
    {
      setting: 1,
      says: "A purged statement has no StmnNo, a reversed one IsReversed = 1, and nothing is posted on a matter whose Status is not Open.",
    },
    {
      setting: 1,
      says: "The client is Matters.Client; people know a contact by ContactID; MatterContacts keeps each billing contact's share of the matter's bills in BillPercent.",
    },
    { setting: 1, says: "The firm has one currency, in ProLawINI, Section Accounting, Ident Currency." },
    { setting: 2, says: "A trust ledger is a matter at a bank account, there once TrustLedger has a row of it." },
    {
      setting: 3,
      says: "The import keeps the record's reference in Reference of StmnLedger and TrustLedger, and JournalNo names the receipt.",
    },
    { setting: 4, says: "BankAccounts has AccountID, AccountName, IsTrust and IsInactive." },
    { setting: 5, says: "Ledger codes are the accounts of GLAccounts." },
    { setting: 6, says: "Transaction types are those of TransTypes." },
  ],
};
