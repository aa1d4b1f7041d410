import { finishAuthentication } from "../rules/authentication";
import { findCharge } from "../rules/charges";
import { insertToken, type TokenSeed } from "../rules/confirmation-tokens";
import { settleDebit } from "../rules/debits";
import { decideDispute, findDispute, openDispute } from "../rules/disputes";
import { runDueJobs } from "../rules/due-jobs";
import { revokeMandate } from "../rules/mandates";
import { findIntent } from "../rules/payment-intents";
import { createRefund, findRefund, settleRefund } from "../rules/refunds";
import { finishSetupAuthentication } from "../rules/setup-intents";
import type { Delivery, Endpoint, WebhookHabits } from "../state/webhooks";
import { accountOfKey, type Call, type World } from "../state/world";
import type { FaultPlan, OneFault } from "../wire/faults";
import { type ChargeLine, listChargeLines, listRefundLines, type RefundLine } from "./ledger-lines";

/** A return that arrives after the debit had succeeded becomes a dispute; docs.stripe.com/payments/ach-direct-debit names these reasons. */
const REASONS: Record<string, string> = {
  insufficient_funds: "insufficient_funds",
  no_account: "incorrect_account_details",
  account_closed: "incorrect_account_details",
  debit_not_authorized: "debit_not_authorized",
};

/** What tests do to the double, and read from it. Arguments and answers are plain data, so that it also works from another process. */
export class Desk {
  private held: { pathStart: string; opened: Promise<void>; open: () => void } | null = null;

  constructor(private readonly world: World) {}

  /** Seconds since 1970, by the double's clock. */
  now(): number {
    return this.world.now();
  }

  /** Lets time pass: what falls due happens in order. */
  advance(by: { seconds?: number; days?: number }): void {
    this.world.shiftClock(((by.seconds ?? 0) + (by.days ?? 0) * 86_400) * 1_000);
    runDueJobs(this.world);
    this.finish();
  }

  /** A debit's money arrives now. */
  settleDebit(paymentIntentId: string): void {
    settleDebit(this.outside(paymentIntentId), findIntent(this.outside(paymentIntentId), paymentIntentId), {});
    this.finish();
  }

  /** A debit comes back, with one of Stripe's failure codes: as a failed payment while it is processing, later as a lost dispute. */
  returnDebit(paymentIntentId: string, failureCode = "insufficient_funds"): void {
    const call = this.outside(paymentIntentId);
    const intent = findIntent(call, paymentIntentId);
    if (intent.status === "processing") settleDebit(call, intent, { failureCode });
    else {
      const charge = findCharge(call, String(intent.latest_charge));
      openDispute(call, charge, { reason: REASONS[failureCode] ?? "bank_cannot_process" });
      if (failureCode === "debit_not_authorized")
        revokeMandate(call, this.world.ledger.note(String(charge.payment_method)).mandateId);
    }
    this.finish();
  }

  settleRefund(refundId: string): void {
    const call = this.outside(refundId);
    settleRefund(call, findRefund(call, refundId), {});
    this.finish();
  }

  /** The money of a refund could not be delivered and is back in the balance. */
  failRefund(refundId: string, failureReason = "expired_or_canceled_card"): void {
    const call = this.outside(refundId);
    settleRefund(call, findRefund(call, refundId), { failureReason });
    this.finish();
  }

  /** Someone refunds in Stripe's dashboard; our product was not asked. */
  refundOutside(paymentIntentId: string, amountCents?: number): string {
    const refund = createRefund(this.outside(paymentIntentId), {
      payment_intent: paymentIntentId,
      amount: amountCents,
    });
    this.finish();
    return refund.id;
  }

  /** Answers the dispute's id. */
  openDispute(paymentIntentId: string, how: { reason?: string; amountCents?: number } = {}): string {
    const call = this.outside(paymentIntentId);
    const charge = findCharge(call, String(findIntent(call, paymentIntentId).latest_charge));
    const dispute = openDispute(call, charge, { reason: how.reason ?? "fraudulent", amount: how.amountCents });
    this.finish();
    return dispute.id;
  }

  winDispute(disputeId: string): void {
    const call = this.outside(disputeId);
    decideDispute(call, findDispute(call, disputeId), "won");
    this.finish();
  }

  loseDispute(disputeId: string): void {
    const call = this.outside(disputeId);
    decideDispute(call, findDispute(call, disputeId), "lost");
    this.finish();
  }

  /** The payer passes or fails the 3-D Secure challenge of a payment or a setup. Answers its status. */
  finishChallenge(clientSecret: string, result: "complete" | "fail"): string {
    const id = clientSecret.split("_secret_")[0] ?? "";
    const call = this.outside(id);
    const payment = this.world.ledger.find("payment_intent", call.account, id);
    const setup = this.world.ledger.find("setup_intent", call.account, id);
    if (payment?.client_secret === clientSecret) finishAuthentication(call, payment, result === "complete");
    else if (setup?.client_secret === clientSecret) finishSetupAuthentication(call, setup, result === "complete");
    else throw new Error(`No intent has the client secret ${clientSecret}.`);
    this.finish();
    return (payment ?? setup)?.status ?? "";
  }

  /** What the fields in the browser make of a card or account: a ConfirmationToken's id. `key` is any key of the account. */
  createToken(key: string, seed: TokenSeed): string {
    const account = accountOfKey(key);
    if (account === null) throw new Error(`${key} is no test key.`);
    const call: Call = { world: this.world, account, requestId: null, idempotencyKey: null };
    const token = insertToken(call, seed);
    this.finish();
    return token.id;
  }

  /** The double's own books: every attempt to take money, whoever knows of it. */
  charges(): ChargeLine[] {
    return listChargeLines(this.world);
  }

  refunds(): RefundLine[] {
    return listRefundLines(this.world);
  }

  /** Events in the order in which they came about. */
  events(): { id: string; type: string; objectId: string }[] {
    const rows = this.world.ledger.allRows("event").reverse();
    return rows.map(({ object }) => ({
      id: object.id,
      type: object.type,
      objectId: (object.data.object as { id: string }).id,
    }));
  }

  /** The next call that fits meets this fault. */
  failNext(fault: OneFault): void {
    this.world.faults.arm(fault);
  }

  /** Replaces shares of the fault plan. */
  setFaults(plan: Partial<FaultPlan>): void {
    this.world.faults.plan = { ...this.world.faults.plan, ...plan };
  }

  /** All idempotency keys are pruned, as Stripe may do after 24 hours. */
  forgetKeys(): void {
    this.world.keys.forgetAll();
    this.finish();
  }

  /** Requests whose address begins so do their work, and are answered only after `release`. */
  hold(pathStart: string): void {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    this.held = { pathStart, opened, open };
  }

  release(): void {
    this.held?.open();
    this.held = null;
  }

  setWebhooks(habits: Partial<WebhookHabits>): void {
    this.world.webhooks.setHabits(habits);
  }

  /** Where the events of one account go. `key` is any key of it. */
  setWebhookEndpoint(key: string, endpoint: Endpoint): void {
    this.world.webhooks.setEndpoint(accountOfKey(key) ?? "", endpoint);
  }

  /** Posts what is due and answers what came of each. */
  async deliverWebhooks(): Promise<Delivery[]> {
    const done = await this.world.webhooks.deliver();
    this.world.commit();
    return done;
  }

  waitingWebhooks(): number {
    return this.world.webhooks.waitingCount;
  }

  /** Puts an event into the queue again, days later or a second time. */
  resendEvent(eventId: string): void {
    const account = this.world.ledger.accountOf(eventId);
    const event = this.world.ledger.find("event", account, eventId);
    if (!event) throw new Error(`No such event: ${eventId}`);
    this.world.webhooks.resend(account, event);
    this.finish();
  }

  /** Used by the server: a request waits here while it is held. */
  async pass(path: string): Promise<void> {
    if (this.held && path.startsWith(this.held.pathStart)) await this.held.opened;
  }

  /** The world outside acts on the account that owns an object. */
  private outside(id: string): Call {
    return { world: this.world, account: this.world.ledger.accountOf(id), requestId: null, idempotencyKey: null };
  }

  private finish(): void {
    this.world.commit();
    this.world.webhooks.deliverByItself();
  }
}
