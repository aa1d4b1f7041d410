import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@/db/seed/random";
import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import type { Clock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { payerContext, systemContext } from "@/lib/platform/make-context";
import { kindOfTest } from "../../support/money-bench";
import type { Story } from "../stories";

/** Taken here and now; closed before or by staff; or open still. */
export type PayEnd = "paid" | "closed" | "open";

export type Till = {
  firmId: string;
  clock: Clock;
  random: Random;
  cancelShare: number;
  /** A fresh one-time token of the fields on the page of a link or request, by the name of the sandbox's test method. */
  makeToken(method: string, storyId: string): Promise<string>;
  /** Of a mixed run: what is to happen about a link or request. */
  storyOf(storyId: string): Story;
};

export const DOUBLE_CLICK_SHARE = 0.2;
const DECLINE_SHARE = 0.03;
/** Within it a press of one and a press of another fall into the same moment. */
export const SAME_MOMENT_MS = 15;

/**
 * One client tries to pay one link, sometimes with a double click, sometimes with a card that is declined, sometimes while staff
 * cancel it.
 */
export async function payOnce(till: Till, linkId: string, method = "visa"): Promise<PayEnd> {
  const { random, cancelShare } = till;
  const presses: Promise<PayEnd>[] = [press(till, linkId, method)];
  if (random.chance(DOUBLE_CLICK_SHARE)) presses.push(press(till, linkId, method));
  if (isMarkedForCancel(linkId, cancelShare)) presses.push(cancel(till, linkId));
  const ends = await Promise.allSettled(presses);
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
  const reached = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  return (["paid", "closed"] as const).find((end) => reached.includes(end)) ?? "open";
}

async function press({ firmId, clock, random, makeToken }: Till, linkId: string, method: string): Promise<PayEnd> {
  const name = random.chance(DECLINE_SHARE) ? "declined" : method;
  const methodToken = await makeToken(name, linkId);
  await sleep(random.int(0, SAME_MOMENT_MS));
  const ctx = { ...payerContext(firmId, linkId, "203.0.113.7"), clock };
  const payment = PayLinkPayment.parse({
    methodToken,
    receiptEmail: `${linkId}@client.example`,
    ...kindOfTest(name, clock),
  });
  try {
    const { kind } = await payLink(ctx, linkId, payment);
    return kind === "approved" || kind === "pending" ? "paid" : "open";
  } catch (error) {
    if (error instanceof AppError && error.code === "refused") return "closed";
    throw error;
  }
}

/** The same links in every process and after every restart. */
function isMarkedForCancel(linkId: string, share: number): boolean {
  const digits = linkId.slice(-4);
  return Number.parseInt(Buffer.from(digits).toString("hex").slice(-4), 16) % 1_000 < share * 1_000;
}

async function cancel({ firmId, clock, random }: Till, linkId: string): Promise<PayEnd> {
  if (random.chance(0.5)) await sleep(random.int(0, SAME_MOMENT_MS));
  try {
    await cancelPayLink(systemContext(firmId, "staff", clock), { linkId });
    return "closed";
  } catch (error) {
    // Paid, being paid or cancelled already: the client's own answer says which.
    if (error instanceof AppError && error.code === "refused") return "open";
    throw error;
  }
}
