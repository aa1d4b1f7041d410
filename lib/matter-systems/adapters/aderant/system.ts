import { type MatterSystemDefinition, SEARCH_FIELDS } from "../../model";

/** Its script, procedures.sql, and its guide lie beside this file. */
export const aderantDefinition: MatterSystemDefinition = {
  id: "aderant",
  name: "Aderant",
  invoiceWord: "bill",
  scriptVersion: "1",
  searchFields: {
    invoice: SEARCH_FIELDS,
    trust: ["client_name", "client_number", "matter_number", "matter_description"],
  },
  hasTrust: true,
  confirms: true,
  defaultCodes: {
    operating: { ledgerCode: "12000", transactionType: "CCARD", bankAccount: "OPER" },
    trust: { ledgerCode: "21000", transactionType: "TRUST", bankAccount: "IOLTA" },
  },
  assumptions: [
    {
      setting: 1,
      says: "A row of BLT_BILLP is what one payor owes on one bill; it is open while AR_STATUS is O and TOTAL_AR is above 0.",
    },
    {
      setting: 1,
      says: "A bill is reversed when LAST_BILL_ACTION is REVR, cancelled when AR_STATUS is X, and nothing is posted on a matter whose STATUS_CODE is CLOSE or FINAL.",
    },
    {
      setting: 1,
      says: "The leading matter is that of the lowest BILLM_UNO; MATTER_NAME, PAYR_PERCENT and BLT_BILL.CURRENCY_CODE are called so.",
    },
    { setting: 2, says: "A trust ledger is a row of TRM_TRUST; what it holds is the sum of AMOUNT in TRT_TRUST_TRAN." },
    { setting: 3, says: "The import keeps the record's reference in CRT_CASH.RECEIPT_REF." },
    { setting: 4, says: "TBM_BANK has BANK_NAME and TRUST_FLAG." },
    { setting: 5, says: "Ledger codes are the accounts of GLM_CHART." },
    { setting: 6, says: "Transaction types are the receipt types of CRL_RECEIPT_TYPE." },
  ],
};
