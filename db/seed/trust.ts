import type { ClientBase } from "pg";
import { alerts } from "@/db/schema/alerts";
import { operatingCharges, trustEntries, trustReplacements } from "@/db/schema/trust";
import type { TrustPosition } from "@/lib/trust/model";
import { chargeOfMove, entryOf } from "@/lib/trust/rules";
import { DISPUTE_FEE_CENTS, disputeRefOf } from "./corrections";
import { CURRENCY, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { Random } from "./random";
import type { Attempt } from "./story";

const DAY_MS = 86_400_000;
/** Charges older than this were seen to. */
const SEEN_TO_AFTER_MS = 45 * DAY_MS;

type Told = { random: Random; firm: SeedFirm; attempts: readonly Attempt[]; now: Date };
type Charge = typeof operatingCharges.$inferInsert;

/** The trust ledger of what the payments' histories tell, and what operating owes for returns and chargebacks. */
export async function writeTrust(client: ClientBase, told: Told): Promise<void> {
  const inTrust = told.attempts.filter(({ account }) => account.kind === "trust");
  const entries = inTrust.flatMap((attempt) => entriesOf(told.firm, attempt));
  entries.sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows(client, trustEntries, entries);
  const charges = inTrust.flatMap((attempt) => chargesOf(told, attempt));
  await insertRows(client, operatingCharges, charges);
  const seenTo = charges.flatMap((charge) => replacementOf(told, charge));
  await insertRows(client, trustReplacements, seenTo);
  const open = charges.filter(({ id }) => !seenTo.some(({ chargeId }) => chargeId === id));
  await insertRows(client, alerts, alertOf(told, open));
  await client.query(
    `select watch_trust_matter(firm_id, account_id, client_ref, matter_ref, currency) from trust_matters
     where firm_id = $1 and total_cents < 0`,
    [told.firm.firmId],
  );
}

type Step = { at: Date; actor: string; position: TrustPosition };

/** Every moment at which the payment stood differently, oldest first. A second refund in part is no move, but moves money. */
function stepsOf(attempt: Attempt): Step[] {
  const moves = attempt.moves.map((move) => ({ at: move.at, actor: move.actor, status: move.to, refundCents: 0 }));
  const refunds = attempt.refunds.map(({ at, actor, amountCents }) => ({
    at: new Date(at.getTime() + 1_400),
    actor,
    status: null,
    refundCents: amountCents,
  }));
  const happened = [...moves, ...refunds].sort((a, b) => a.at.getTime() - b.at.getTime());
  let position: TrustPosition = {
    status: "created",
    amountCents: attempt.amountCents,
    refundedCents: 0,
    disputedCents: null,
    hasSettled: false,
  };
  return happened.map(({ at, actor, status, refundCents }) => {
    position = {
      ...position,
      status: status ?? position.status,
      refundedCents: position.refundedCents + refundCents,
      hasSettled: position.hasSettled || status === "settled",
    };
    return { at, actor, position };
  });
}

function entriesOf(firm: SeedFirm, attempt: Attempt): (typeof trustEntries.$inferInsert)[] {
  let before: TrustPosition | null = null;
  return stepsOf(attempt).flatMap(({ at, actor, position }) => {
    const entry = entryOf(before, position);
    if (!entry) return [];
    before = position;
    return {
      firmId: firm.firmId,
      accountId: attempt.account.id,
      clientRef: attempt.clientRef,
      matterRef: attempt.matterRef,
      paymentId: attempt.id,
      ...entry,
      balanceCents: 0,
      currency: CURRENCY,
      source: attempt.payer.name,
      purpose: attempt.invoiceNumber,
      actor,
      at,
    };
  });
}

function chargesOf({ random, firm }: Told, attempt: Attempt): Charge[] {
  const { feeAccountId, id: trustAccountId } = attempt.account;
  if (feeAccountId === null) return [];
  let hasSettled = false;
  return attempt.moves.flatMap(({ to, at }) => {
    hasSettled ||= to === "settled";
    const kind = chargeOfMove({ to, hasSettled });
    if (kind === null) return [];
    const base = { firmId: firm.firmId, trustAccountId, operatingAccountId: feeAccountId, paymentId: attempt.id };
    const owed = { ...base, id: random.id("chg", at), kind, currency: CURRENCY, at, amountCents: attempt.amountCents };
    if (kind === "return") return { ...owed, cause: kind };
    const cause = disputeRefOf(attempt.ledger.chargeId);
    const fee = {
      ...owed,
      id: random.id("chg", at),
      kind: "dispute_fee",
      cause,
      amountCents: DISPUTE_FEE_CENTS,
    } as const;
    // A dispute that was won left nothing to replace but its fee.
    return attempt.fate === "dispute_won" ? [fee] : [{ ...owed, cause }, fee];
  });
}

function replacementOf({ firm, now }: Told, charge: Charge): (typeof trustReplacements.$inferInsert)[] {
  if (now.getTime() - charge.at.getTime() < SEEN_TO_AFTER_MS) return [];
  const { users } = firm;
  // A fee never lowered the matter, so that the matter's own money cannot stand for it.
  const isFee = charge.kind === "dispute_fee";
  return [
    {
      firmId: firm.firmId,
      chargeId: charge.id,
      outcome: isFee ? "replaced" : "covered",
      note: isFee
        ? "Moved from operating. Checked against the bank statement."
        : "The matter still held the deposit. Checked against the bank statement.",
      actor: `user:${(users[1] ?? users[0]).id}`,
      at: new Date(charge.at.getTime() + 2 * DAY_MS),
    },
  ];
}

function alertOf({ random, firm }: Told, open: readonly Charge[]): (typeof alerts.$inferInsert)[] {
  const [first] = open;
  if (!first) return [];
  const amountCents = open.reduce((sum, charge) => sum + charge.amountCents, 0);
  return [
    {
      firmId: firm.firmId,
      id: random.id("alt", first.at),
      kind: "trust_to_replace",
      objectType: "account",
      objectId: firm.trust.id,
      accountId: firm.trust.id,
      detail: { amountCents: String(amountCents), count: String(open.length), currency: CURRENCY },
      raisedAt: first.at,
    },
  ];
}
