/**
 * What our books know beside the reference. Spares a look-up the search where a gateway has no index of its own by references; a
 * hint never changes what is found, only how dear it is to find.
 */
export type LookUpHint = {
  /** Of the charge; for a refund, the charge it is of. */
  gatewayRef?: string;
  /** When it was first sent. */
  submittedAt?: Date;
};

/** Whether the keys of an account work, asked before anyone pays there. */
export type AccountCheck =
  /** `accountRef`: whose keys they are, in the gateway's own name; null where the keys may not say. */
  | { kind: "ok"; isLive: boolean; accountRef: string | null }
  | { kind: "wrong"; problem: AccountProblem }
  | { kind: "unknown"; detail: string };
export const ACCOUNT_PROBLEMS = [
  "secret_key_missing",
  "secret_key_wrong",
  "publishable_key_missing",
  "publishable_key_wrong",
  "webhook_secret_missing",
  "webhook_secret_wrong",
  /** One key for tests and one for real money. */
  "keys_of_two_modes",
  /** The gateway itself does not let this account take payments yet. */
  "charges_disabled",
  /** Not the account through which money went before. */
  "other_account",
] as const;
export type AccountProblem = (typeof ACCOUNT_PROBLEMS)[number];

/** What our books know of a charge beside its reference. */
export function lookUpHintOf(payment: { gatewayRef: string; submittedAt: Date | null; createdAt: Date }): LookUpHint {
  const submittedAt = payment.submittedAt ?? payment.createdAt;
  return payment.gatewayRef ? { gatewayRef: payment.gatewayRef, submittedAt } : { submittedAt };
}
