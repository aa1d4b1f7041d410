import type Stripe from "stripe";
import type { Call } from "../state/world";
import { keepOrSpend } from "./card-payments";
import { debitFailure, fail, findCharge, insertCharge, takeMoney } from "./charges";
import { openDispute } from "./disputes";
import { alreadyDone, decline, leaveOpen } from "./outcomes";
import { behind, findMethod } from "./payment-methods";
import type { TestMethod } from "./test-methods";

/** Sends a debit on its way: days pass before the bank answers. */
export function beginDebit(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  test: TestMethod & { kind: "bank" },
  mandate: string,
): void {
  const charge = insertCharge(call, intent, method, { mandate });
  if (test.outcome === "blocked")
    throw decline(call, intent, method, charge, debitFailure(test.failureCode ?? "bank_account_restricted"));
  keepOrSpend(call, intent, method, false);
  intent.status = "processing";
  intent.last_payment_error = null;
  intent.processing = null;
  call.world.save(intent);
  call.world.emit(call, "charge.pending", charge);
  call.world.emit(call, "payment_intent.processing", intent);
  if (test.outcome === "stays") return;
  const dueAt = call.world.now() + call.world.settings.debitSettleSeconds;
  call.world.schedule({ kind: "settle_debit", account: call.account, objectId: intent.id, dueAt });
}

/** The bank answered. Without `failureCode` the test account says how it ends. */
export function settleDebit(call: Call, intent: Stripe.PaymentIntent, told: { failureCode?: string } | null): void {
  if (intent.status !== "processing") throw alreadyDone(intent);
  call.world.unschedule("settle_debit", intent.id);
  const method = findMethod(call, String(intent.payment_method));
  const charge = findCharge(call, String(intent.latest_charge));
  const test = behind(call, method);
  const testCode = test.kind === "bank" ? test.failureCode : undefined;
  const code = told ? told.failureCode : testCode;
  if (code !== undefined) {
    fail(call, charge, debitFailure(code));
    leaveOpen(call, intent, method, charge, debitFailure(code));
    return;
  }
  takeMoney(call, charge);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  call.world.save(intent);
  call.world.emit(call, "charge.succeeded", charge);
  call.world.emit(call, "payment_intent.succeeded", intent);
  if (test.kind === "bank" && test.outcome === "disputed")
    openDispute(call, charge, { reason: "debit_not_authorized" });
}
