import type Stripe from "stripe";
import { mix } from "../state/ids";
import type { Call } from "../state/world";

/** Stripe's published standard prices in the USA: 2.9 % + 30 cents for a card, 0.8 % and at most $5 for ACH, $15 for a dispute. */
export const DISPUTE_FEE_CENTS = 1_500;

export function feeCents(amount: number, kind: "card" | "bank"): number {
  return kind === "card" ? Math.round(amount * 0.029) + 30 : Math.min(Math.round(amount * 0.008), 500);
}

export type Movement = {
  amount: number;
  fee: number;
  currency: string;
  type: "charge" | "payment" | "refund" | "payment_refund" | "adjustment" | "refund_failure" | "payment_failure_refund";
  category: string;
  source: string;
  description: string | null;
};

const TWO_DAYS = 2 * 86_400;

/** Writes one movement of the account's balance. */
export function moveBalance(call: Call, movement: Movement): Stripe.BalanceTransaction {
  const { world } = call;
  const { amount, fee, currency } = movement;
  const transaction: Stripe.BalanceTransaction & { object: "balance_transaction" } = {
    id: world.ids.next("txn_"),
    object: "balance_transaction",
    amount,
    available_on: world.now() + TWO_DAYS,
    balance_type: "payments",
    created: world.now(),
    currency,
    description: movement.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: movement.category,
    source: movement.source,
    status: "pending",
    type: movement.type,
  };
  world.ledger.insert(call.account, transaction);
  return transaction;
}

/** GET /v1/balance: what is available and what is on its way. */
export function readBalance(call: Call): Record<string, unknown> {
  const now = call.world.now();
  const all = call.world.ledger.list("balance_transaction", call.account);
  const currencies = [...new Set(["usd", ...all.map((one) => one.currency)])];
  const lines = (isAvailable: boolean) =>
    currencies.map((currency) => {
      const counted = all.filter((one) => one.currency === currency && one.available_on <= now === isAvailable);
      const amount = counted.reduce((total, one) => total + one.net, 0);
      return { amount, currency, source_types: { card: amount } };
    });
  return { object: "balance", available: lines(true), livemode: false, pending: lines(false) };
}

/** GET /v1/account: who a key belongs to. */
export function readAccount(call: Call): Record<string, unknown> {
  return {
    id: call.account,
    object: "account",
    business_type: "company",
    charges_enabled: true,
    country: "US",
    default_currency: "usd",
    details_submitted: true,
    email: `owner-${mix(call.account, 6).toLowerCase()}@example.com`,
    payouts_enabled: true,
    settings: {
      dashboard: { display_name: "Test account", timezone: "Etc/UTC" },
      payments: { statement_descriptor: "TEST ACCOUNT" },
    },
    type: "standard",
  };
}
