/** The lists that every demo matter system has, with the codes that each calls them by. */

export type SystemCodes = {
  banks: readonly { code: string; name: string; isTrust: boolean; isInactive?: boolean }[];
  /** Enterprise: credit ledger codes; elsewhere natural accounts of the general ledger. */
  ledgerCodes: readonly { code: string; name: string; isTrust: boolean }[];
  receiptTypes: readonly { code: string; name: string; isTrust: boolean }[];
};

const BANKS: SystemCodes["banks"] = [
  { code: "OPER", name: "Operating, Harbor National", isTrust: false },
  { code: "IOLTA", name: "IOLTA trust, Harbor National", isTrust: true },
  { code: "ESCROW", name: "Escrow, interest bearing", isTrust: true },
  { code: "OLDOP", name: "Operating, until 2019", isTrust: false, isInactive: true },
];

const NATURAL_ACCOUNTS: SystemCodes["ledgerCodes"] = [
  { code: "10100", name: "Cash, operating", isTrust: false },
  { code: "10150", name: "Card receipts in transit", isTrust: false },
  { code: "12000", name: "Accounts receivable", isTrust: false },
  { code: "21000", name: "Client trust liability", isTrust: true },
];

export const ENTERPRISE_CODES: SystemCodes = {
  banks: BANKS,
  ledgerCodes: [
    { code: "PMT", name: "Payment on account", isTrust: false },
    { code: "PMTCC", name: "Payment by card", isTrust: false },
    { code: "WOFF", name: "Write-off", isTrust: false },
    { code: "TRPMT", name: "Trust receipt", isTrust: true },
  ],
  receiptTypes: [
    { code: "CC", name: "Card", isTrust: false },
    { code: "EC", name: "eCheck", isTrust: false },
    { code: "CK", name: "Check", isTrust: false },
    { code: "TR", name: "Trust deposit", isTrust: true },
  ],
};

export const THREE_E_CODES: SystemCodes = {
  banks: BANKS,
  ledgerCodes: NATURAL_ACCOUNTS,
  receiptTypes: [
    { code: "CARD", name: "Card receipt", isTrust: false },
    { code: "ACH", name: "ACH receipt", isTrust: false },
    { code: "CHECK", name: "Check receipt", isTrust: false },
    { code: "TRUST", name: "Trust receipt", isTrust: true },
  ],
};

export const PROLAW_CODES: SystemCodes = {
  banks: BANKS,
  ledgerCodes: NATURAL_ACCOUNTS,
  receiptTypes: [
    { code: "CC", name: "Card", isTrust: false },
    { code: "ACH", name: "ACH", isTrust: false },
    { code: "CHK", name: "Check", isTrust: false },
    { code: "TRD", name: "Trust deposit", isTrust: true },
  ],
};

export const ADERANT_CODES: SystemCodes = {
  banks: BANKS,
  ledgerCodes: NATURAL_ACCOUNTS,
  receiptTypes: [
    { code: "CCARD", name: "Card", isTrust: false },
    { code: "EFT", name: "Electronic transfer", isTrust: false },
    { code: "CHECK", name: "Check", isTrust: false },
    { code: "TRUST", name: "Trust receipt", isTrust: true },
  ],
};

/** Lawyers of the demo firms. */
export const TIMEKEEPERS = [
  { initials: "MH", given: "Miles", family: "Hartwell" },
  { initials: "RL", given: "Rosalind", family: "Lowe" },
  { initials: "JT", given: "Jonah", family: "Teller" },
  { initials: "CO", given: "Chidi", family: "Okafor" },
  { initials: "AV", given: "Anneke", family: "Visser" },
] as const;
