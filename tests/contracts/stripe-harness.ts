import { createStripeGateway } from "@/lib/gateways/adapters/stripe/gateway";
import type { DeclineCode, Gateway, GatewayAccount, RetryAdvice } from "@/lib/gateways/port";
import { randomIds } from "@/lib/platform/ids";
import type { StripeDouble } from "../support/stripe-double/start";
import type { GatewayHarness } from "./gateway-harness";

export const stripeAccount = (accountId: string, currency: string, name: string): GatewayAccount => ({
  firmId: "frm_1",
  accountId,
  accountName: accountId,
  currency,
  credentials: {
    secretKey: `sk_test_${name}`,
    publishableKey: `pk_test_${name}`,
    webhookSecret: "whsec_contract_0123456789",
  },
});

const CARDS = {
  declined: "pm_card_visa_chargeDeclined",
  insufficient: "pm_card_visa_chargeDeclinedInsufficientFunds",
  lost: "pm_card_visa_chargeDeclinedLostCard",
  stolen: "pm_card_visa_chargeDeclinedStolenCard",
  expired: "pm_card_chargeDeclinedExpiredCard",
  code: "pm_card_chargeDeclinedIncorrectCvc",
  processing: "pm_card_chargeDeclinedProcessingError",
  velocity: "pm_card_visa_chargeDeclinedVelocityLimitExceeded",
  radar: "pm_card_radarBlock",
  doNotHonor: "pm_card_visa_chargeDeclinedDoNotHonor",
};

/** The adapter at the double, by the double's clock. */
export function openStripe(double: StripeDouble, timeoutMs = 5_000): Gateway {
  const clock = { now: () => new Date(double.desk.now() * 1_000) };
  const defaults = { secretKey: "", publishableKey: "", webhookSecret: "" };
  return createStripeGateway({ clock, apiBase: double.url, defaults, timeoutMs });
}

export async function makeStripeHarness(double: StripeDouble): Promise<GatewayHarness> {
  const { desk } = double;
  const gateway = openStripe(double);
  const calm = async () => desk.setFaults({ lost: 0, unsent: 0, down: 0, pruned: 0 });
  await calm();
  // A mandate is part of what the payer accepts in Stripe's fields.
  const mandate = { ip: "192.0.2.7", userAgent: "Contract" };
  const typed = (testName: string, key = "sk_test_contract") => desk.createToken(key, { testName, mandate });
  const declines = (testName: string, code: DeclineCode, retry: RetryAdvice) => ({
    get token() {
      return typed(testName);
    },
    code,
    retry,
  });
  const disputes = new Map<string, string>();
  return {
    gateway,
    account: stripeAccount("acc_operating", "USD", "contract"),
    foreignAccount: stripeAccount("acc_toronto", "CAD", "toronto"),
    tokens: {
      get approves() {
        return typed("pm_card_visa");
      },
      get asks() {
        return typed("pm_card_authenticationRequired");
      },
      get settles() {
        return typed("pm_usBankAccount_success");
      },
      get returns() {
        return typed("pm_usBankAccount_insufficientFunds");
      },
      get voids() {
        return typed("pm_usBankAccount_processing");
      },
      unreadable: "tok_of_another_gateway",
    },
    get foreignToken() {
      return typed("pm_card_visa", "sk_test_toronto");
    },
    usedKeyAnswers: "unknown",
    amounts: [50, 99, 125_000, 99_999_999],
    declines: [
      declines(CARDS.declined, "card_declined", "later"),
      declines(CARDS.insufficient, "insufficient_funds", "later"),
      declines(CARDS.lost, "lost_card", "never"),
      declines(CARDS.stolen, "stolen_card", "never"),
      declines(CARDS.expired, "expired_card", "other_method"),
      declines(CARDS.code, "incorrect_details", "other_method"),
      declines(CARDS.processing, "processing_error", "later"),
      declines(CARDS.velocity, "velocity_exceeded", "later"),
      declines(CARDS.radar, "card_declined", "never"),
      declines(CARDS.doNotHonor, "card_declined", "never"),
    ],
    readBooks: async (reference) =>
      desk
        .charges()
        .filter((line) => line.metadata.reference === reference)
        .map((line) => ({
          amountCents: line.amountCents,
          refundedCents: line.refundedCents,
          currency: line.currency.toUpperCase(),
          tookMoney: line.status !== "failed" && line.intentStatus !== "canceled",
        })),
    async cause(trouble) {
      if (trouble === "keys_forgotten") desk.forgetKeys();
      else desk.setFaults({ answers_lost: { lost: 1 }, calls_lost: { unsent: 1 }, down: { down: 1 } }[trouble]);
    },
    calm,
    async letSettle() {
      desk.advance({ days: 5 });
      desk.advance({ days: 3 });
    },
    async answerChallenge(gatewayRef, isApproved) {
      const secret = await secretOf(double, gatewayRef);
      desk.finishChallenge(secret, isApproved ? "complete" : "fail");
    },
    async dispute(gatewayRef) {
      disputes.set(gatewayRef, desk.openDispute(gatewayRef));
    },
    async decideDispute(gatewayRef, isWon) {
      const id = disputes.get(gatewayRef) ?? "";
      if (isWon) desk.winDispute(id);
      else desk.loseDispute(id);
    },
    newId: () => randomIds.token(),
  };
}

async function secretOf(double: StripeDouble, intentId: string): Promise<string> {
  const answer = await fetch(`${double.url}/v1/payment_intents/${intentId}`, {
    headers: { authorization: "Bearer sk_test_contract", "stripe-version": "2026-10-28.endive" },
  });
  const intent = (await answer.json()) as { client_secret: string };
  return intent.client_secret;
}
