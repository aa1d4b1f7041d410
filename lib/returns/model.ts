/** What may be done after a bank sent a debit back (A8). */
export const RETURN_CLASSES = [
  /** May be presented again, twice at most, within 180 days of the first time. */
  "may_retry",
  /** This account cannot be debited: other details or another method are needed. */
  "new_details",
  /** The mandate is gone: no debit under it may follow, of whatever amount. */
  "stop_debits",
  /** The payer or their bank held it back: talk first. */
  "contact_payer",
  /** Our entry was wrong: amount, date or authorization must be mended before anything is sent again. */
  "fix_entry",
  /** A matter between the banks: the processor must say why. */
  "ask_processor",
] as const;
export type ReturnClass = (typeof RETURN_CLASSES)[number];

/**
 * Nacha's return codes that the originator of a web, telephone or corporate debit can meet, and what each allows. Left out: codes of
 * paper checks (R33, R37 to R39, R50 to R53), of federal enrolments (R40 to R47), those by which banks argue about a return with each
 * other (R61 to R77), and numbers that stand for nothing.
 */
export const RETURN_CODES = {
  R01: "may_retry",
  R02: "new_details",
  R03: "new_details",
  R04: "new_details",
  R05: "stop_debits",
  R06: "ask_processor",
  R07: "stop_debits",
  R08: "contact_payer",
  R09: "may_retry",
  R10: "stop_debits",
  R11: "fix_entry",
  R12: "new_details",
  R13: "new_details",
  R14: "contact_payer",
  R15: "contact_payer",
  R16: "contact_payer",
  R17: "fix_entry",
  R18: "fix_entry",
  R19: "fix_entry",
  R20: "new_details",
  R21: "ask_processor",
  R22: "fix_entry",
  R23: "contact_payer",
  R24: "fix_entry",
  R25: "ask_processor",
  R26: "ask_processor",
  R27: "ask_processor",
  R28: "new_details",
  R29: "stop_debits",
  R30: "ask_processor",
  R31: "contact_payer",
  R32: "ask_processor",
  R34: "new_details",
  R35: "ask_processor",
  R36: "ask_processor",
  R80: "ask_processor",
  R81: "ask_processor",
  R82: "ask_processor",
  R83: "ask_processor",
  R84: "ask_processor",
  R85: "ask_processor",
} as const satisfies Record<string, ReturnClass>;
export type ReturnCode = keyof typeof RETURN_CODES;

export function isReturnCode(code: string): code is ReturnCode {
  return Object.hasOwn(RETURN_CODES, code);
}
