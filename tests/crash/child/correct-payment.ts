import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { VoidInput } from "@/lib/voids/schemas";
import { voidPayment } from "@/lib/voids/void-payment";
import { type Correction, refundKeyOf } from "../stories";
import type { StoryEnd, TakenPayment } from "./find-standing";
import { SAME_MOMENT_MS, type Till } from "./pay-once";

const NOT_ANSWERED = ["created", "processing", "unknown"];
/** How long after a payment staff notice that it is to be given back. */
const LATER_MS = 400;

/** Staff give back what the story says. A no is an answer: too late, too much, disputed meanwhile, above the cleared trust balance. */
export async function correctPayment(till: Till, payment: TakenPayment, correction: Correction): Promise<StoryEnd> {
  if (NOT_ANSWERED.includes(payment.status)) return "waits";
  if (correction.kind === "none") return "done";
  const mayBeVoid = correction.kind === "void" || correction.kind === "void-or-refund";
  // Money that is on its way from a bank can be voided, and refunded once it is there.
  if (payment.status === "pending" && !mayBeVoid) return "waits";
  await sleep(till.random.int(0, LATER_MS));
  await press(till, payment, correction);
  return "done";
}

async function press(till: Till, payment: TakenPayment, correction: Correction): Promise<void> {
  const refund = (number: number, share: number) => pressRefund(till, payment, number, share);
  switch (correction.kind) {
    case "none":
      return;
    case "refunds":
      for (const [index, share] of correction.shares.entries()) await refund(index + 1, share);
      return;
    case "double-click":
      return together([refund(1, correction.share), refund(1, correction.share)]);
    case "rivals":
      return together([refund(1, correction.shares[0]), refund(2, correction.shares[1])]);
    case "void":
      return together([pressVoid(till, payment), pressVoid(till, payment)]);
    case "void-or-refund":
      return together([pressVoid(till, payment), refund(1, correction.share)]);
  }
}

/** Waits for all before it fails, so that nothing goes on behind. */
export async function together(presses: Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(presses);
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
}

async function pressRefund(till: Till, payment: TakenPayment, number: number, share: number): Promise<void> {
  const amountCents = Math.max(1, Math.floor(payment.amountCents * share));
  const requestKey = refundKeyOf(payment.id, number, amountCents);
  const input = RefundInput.parse({ paymentId: payment.id, amountCents, requestKey, reason: "Duplicate invoice" });
  await sleep(till.random.int(0, SAME_MOMENT_MS));
  await orRefused(refundPayment(systemContext(till.firmId, "staff", till.clock), input));
}

async function pressVoid(till: Till, payment: TakenPayment): Promise<void> {
  await sleep(till.random.int(0, SAME_MOMENT_MS));
  const input = VoidInput.parse({ paymentId: payment.id, reason: "Wrong client" });
  await orRefused(voidPayment(systemContext(till.firmId, "staff", till.clock), input));
}

/** Lets a refusal pass. */
export async function orRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError && error.code === "refused")) throw error;
  }
}
