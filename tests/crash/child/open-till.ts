import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { createRandom } from "@/db/seed/random";
import type { Clock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { tokenOf } from "@/tests/support/money-bench";
import { connectDesk } from "@/tests/support/stripe-double/desk/remote-desk";
import type { Orders } from "../model";
import { isMethodStory, storyNamed } from "../stories";
import { STRIPE_ACCOUNTS, stripeKeyOf } from "../stripe-keys";
import type { Till } from "./pay-once";

/** The same cards and accounts at Stripe. */
const AT_STRIPE = new Map([
  ["visa", "pm_card_visa"],
  ["declined", "pm_card_visa_chargeDeclined"],
  ["bank-pays", "pm_usBankAccount_success"],
  ["bank-r01", "pm_usBankAccount_insufficientFunds"],
  ["bank-r02", "pm_usBankAccount_accountClosed"],
]);
const MANDATE = { ip: "203.0.113.7", userAgent: "Crash" };

/** Where clients pay and staff work. */
export function openTill(orders: Orders, clock: Clock): Till {
  const { firmId, cancelShare, gatewayKind, stripeUrl } = orders;
  const storyOf = (id: string) => storyNamed(orders.storyNames[id] ?? id, isMethodStory(id));
  const till = { firmId, cancelShare, clock, random: createRandom(orders.seed), storyOf };
  if (gatewayKind === "sandbox") return { ...till, makeToken: async (method) => tokenOf(method) };
  return {
    ...till,
    makeToken: async (method, storyId) => {
      const testName = AT_STRIPE.get(method);
      if (!testName) throw new Error(`Stripe's double has no ${method}.`);
      const key = stripeKeyOf(await findAccountId(orders, clock, storyId));
      return connectDesk(stripeUrl).createToken(key, { testName, mandate: MANDATE });
    },
  };
}

/** Tokens belong to one account: that of the link. Methods are kept at the first. */
async function findAccountId({ firmId }: Orders, clock: Clock, storyId: string): Promise<string> {
  const rows = await inFirm(systemContext(firmId, "crash", clock), (tx) =>
    tx
      .select({ accountId: payLinks.accountId })
      .from(payLinks)
      .where(and(eq(payLinks.firmId, firmId), eq(payLinks.id, storyId))),
  );
  return rows[0]?.accountId ?? STRIPE_ACCOUNTS[0].accountId;
}
