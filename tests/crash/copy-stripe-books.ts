import Stripe from "stripe";
import type { ChargeLine } from "@/tests/support/stripe-double/desk/ledger-lines";
import { connectDesk } from "@/tests/support/stripe-double/desk/remote-desk";
import { accountOfKey } from "@/tests/support/stripe-double/state/world";
import type { CrashDatabase } from "./crash-database";
import { STRIPE_ACCOUNTS, stripeKeyOf } from "./stripe-keys";

/** The names that our accounts bear in our books, by the account at Stripe whose key each has: money in the wrong one is seen. */
const ACCOUNT_NAMES = new Map(
  STRIPE_ACCOUNTS.map(({ accountId, title }) => [accountOfKey(stripeKeyOf(accountId)) ?? "", title]),
);

/** Copies the double's own ledger into the run's database. Nothing of ours is asked. */
export async function copyStripeBooks(database: CrashDatabase, url: string): Promise<void> {
  const desk = connectDesk(url);
  const disputes = await listDisputes(url);
  for (const line of await desk.charges()) await insertCharge(database, line, disputes.get(line.paymentIntentId) ?? "");
  for (const line of await desk.refunds()) {
    if (line.status === "failed" || line.status === "canceled") continue;
    const { reference = "", idempotency_key: key = "", firm = "", account = "" } = line.metadata;
    await database.ask(
      `insert into sandbox.refunds (id, charge_id, firm_id, account_id, reference, idempotency_key, amount_cents, currency, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'USD', to_timestamp($8))`,
      [line.refundId, line.paymentIntentId, firm, account, reference, key, line.amountCents, line.createdAt],
    );
  }
  for (const { accountId } of STRIPE_ACCOUNTS) await insertMethods(database, openStripe(url, accountId));
}

async function insertCharge(database: CrashDatabase, line: ChargeLine, disputeStatus: string): Promise<void> {
  const { metadata, paymentIntentId } = line;
  const { reference = "", idempotency_key: key = "", firm = "", account = "" } = metadata;
  const state = stateOf(line, disputeStatus);
  // A second charge of one intent would be charging twice; it must not vanish here.
  await database.ask(
    `insert into sandbox.charges (id, firm_id, account_id, account_name, reference, idempotency_key, amount_cents, refunded_cents, currency,
       description, state, decline_code, dispute_status, created_at)
     values (case when exists (select 1 from sandbox.charges where id = $1) then $2 else $1 end,
       $3, $4, $5, $6, $7, $8, $9, upper($10), '', $11, $12, $13, to_timestamp($14))`,
    [
      ...[paymentIntentId, line.chargeId, firm, account, ACCOUNT_NAMES.get(line.account) ?? line.account],
      ...[reference, key, line.amountCents, line.refundedCents, line.currency],
      ...[state, state === "declined" ? (line.declineCode ?? "card_declined") : "", disputeStatus, line.createdAt],
    ],
  );
}

/** In the words of the sandbox's ledger. By the end of a run all that was taken has settled. */
function stateOf(line: ChargeLine, disputeStatus: string): string {
  const isBank = line.kind === "us_bank_account";
  if (line.status === "pending") return "pending";
  if (line.status === "failed") {
    if (isBank && line.declineCode !== null) return "returned";
    return line.intentStatus === "canceled" && line.declineCode === null ? "voided" : "declined";
  }
  if (disputeStatus === "open" || disputeStatus === "lost") return isBank ? "returned" : "disputed";
  return "settled";
}

/** By payment: "open", "won" or "lost". */
async function listDisputes(url: string): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  for (const { accountId } of STRIPE_ACCOUNTS)
    for await (const dispute of openStripe(url, accountId).disputes.list({ limit: 100 })) {
      const word = dispute.status === "won" || dispute.status === "lost" ? dispute.status : "open";
      words.set(String(dispute.payment_intent), word);
    }
  return words;
}

async function insertMethods(database: CrashDatabase, stripe: Stripe): Promise<void> {
  for await (const setup of stripe.setupIntents.list({ limit: 100, expand: ["data.payment_method"] })) {
    const method = setup.payment_method;
    if (setup.status !== "succeeded" || method === null || typeof method === "string") continue;
    const { reference = "", firm = "", account = "" } = setup.metadata ?? {};
    await database.ask(
      `insert into sandbox.methods (firm_id, account_id, reference, token, created_at, removed_at)
       values ($1, $2, $3, $4, to_timestamp($5), case when $6 then now() end)`,
      [firm, account, reference, method.id, setup.created, method.customer === null],
    );
  }
}

function openStripe(url: string, accountId: string): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(stripeKeyOf(accountId), { host: hostname, port, protocol: "http", telemetry: false });
}
