import { isReturnCode, RETURN_CODES, type ReturnClass } from "./model";

/** Nacha: a debit returned for lack of funds may be presented twice more, within 180 days of the first time. */
export const MAX_RETRIES = 2;
export const RETRY_WITHIN_MS = 180 * 86_400_000;

/** What a return code allows. A code we do not know is treated with care: the processor must say what it means. */
export function returnClassOf(code: string): ReturnClass {
  return isReturnCode(code) ? RETURN_CODES[code] : "ask_processor";
}

/** May the same debit be sent to the same account again? `retries` are those already made, `firstAt` the first presentation. */
export function mayDebitAgain(input: { code: string; retries: number; firstAt: Date; now: Date }): boolean {
  return (
    returnClassOf(input.code) === "may_retry" &&
    input.retries < MAX_RETRIES &&
    input.now.getTime() - input.firstAt.getTime() < RETRY_WITHIN_MS
  );
}

/** Does the code end the payer's authorization, so that no debit may follow under it? */
export function endsMandate(code: string): boolean {
  return returnClassOf(code) === "stop_debits";
}
