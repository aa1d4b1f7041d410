import { z } from "zod";

const Instant = z.date();
// pg hands bigint out as text so that no digit is lost; cents of one charge fit a number with room to spare.
const Cents = z.coerce.number().int().safe();

export const CHARGE_STATES = [
  "approved",
  "pending",
  "settled",
  "declined",
  "requires_action",
  "voided",
  "returned",
  "disputed",
] as const;
export type ChargeState = (typeof CHARGE_STATES)[number];

/** A row of sandbox.charges as SQL gives it (with `as "camelCase"` names). */
export const ChargeRow = z.object({
  id: z.string(),
  seq: Cents,
  firmId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  reference: z.string(),
  idempotencyKey: z.string(),
  amountCents: Cents,
  refundedCents: Cents,
  currency: z.string(),
  description: z.string(),
  state: z.enum(CHARGE_STATES),
  nextState: z.enum(["", "settled", "returned", "disputed", "voided"]),
  nextAt: Instant.nullable(),
  testMethod: z.string(),
  last4: z.string(),
  authCode: z.string(),
  declineCode: z.string(),
  returnCode: z.string(),
  disputeStatus: z.enum(["", "open", "won", "lost"]),
  disputedAt: Instant.nullable(),
  createdAt: Instant,
});
export type ChargeRow = z.infer<typeof ChargeRow>;

/** A charge before the ledger has numbered it. */
export type NewCharge = Omit<ChargeRow, "seq" | "refundedCents" | "disputeStatus" | "disputedAt">;

export const RefundRow = z.object({
  id: z.string(),
  chargeId: z.string(),
  reference: z.string(),
  amountCents: Cents,
  currency: z.string(),
});
export type RefundRow = z.infer<typeof RefundRow>;

export const KeyRow = z.object({ requestHash: z.string(), resultId: z.string() });
export type KeyRow = z.infer<typeof KeyRow>;

/** The ten words of the ledger's published list. */
export type LedgerStatus = ChargeState | "refunded" | "partially_refunded";
