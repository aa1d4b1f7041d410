import { followPayment } from "@/lib/payments/follow-payment";
import { getPayment } from "@/lib/payments/get-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { AppError } from "@/lib/platform/errors";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { voidPayment } from "@/lib/voids/void-payment";
import { calmFaults, causeFaults, clockAfter, DAY_MS, deskAt, payAs } from "../support/money-bench";
import type { TestFirm } from "../support/test-firm";
import {
  type Act,
  AMOUNT_CENTS,
  actAtDesk,
  dayPasses,
  statusOf,
  type Truth,
  takesRefund,
  takesVoid,
  truthOfPay,
} from "./charge-truth";

const METHODS: Partial<Record<Act, string>> = {
  "pay card": "visa",
  "pay, answer lost": "visa",
  "pay bank": "bank-pays",
  "pay returning bank": "bank-r01",
  "pay disputed card": "disputed",
  "pay declined card": "declined",
};

/** One link with its payments, lived through on the sandbox, beside the processor's truth as the model has it. */
export class LivePayment {
  private truth: Truth | null = null;
  private paymentId = "";
  private chargeId = "";
  private ms = 0;
  private requests = 0;
  /** Refunds that the processor refused without our hearing of it: they are asked for once more at the next look, while they are young. */
  private refusedUnheardCents: number[] = [];

  constructor(
    private readonly firm: TestFirm,
    private readonly linkId: string,
  ) {}

  /** @throws Error when the program answers otherwise than the model, or breaks a rule */
  async perform(act: Act): Promise<void> {
    this.ms += 1_000;
    if (act in METHODS) await this.pay(act);
    else if (act === "a day passes") await this.passDay();
    else if (this.truth !== null) await this.actOnTaken(act, this.truth);
  }

  /** Everything is heard; both books must say what the truth says. */
  async finish(): Promise<void> {
    if (this.truth === null) return;
    for (let day = 0; day < 2; day += 1) await this.passDay();
    const { status, refundedCents, refunds, voids } = await this.read();
    const expected = statusOf(this.truth);
    if (status !== expected || refundedCents !== this.truth.refundedCents)
      throw new Error(
        `ours is ${status} with ${refundedCents} back, the truth ${expected} with ${this.truth.refundedCents}`,
      );
    const open = [...refunds, ...voids].filter((one) => one.status === "unknown" || one.status === "processing");
    if (open.length > 0) throw new Error(`${open.length} refunds or voids have no end`);
  }

  private async pay(act: Act): Promise<void> {
    const isLost = act === "pay, answer lost";
    if (isLost) await causeFaults("lost=1");
    const result = await payAs(this.firm, this.linkId, { method: METHODS[act] ?? "visa", clock: this.clock() }).catch(
      (error: unknown) => error,
    );
    if (isLost) await calmFaults();
    if (this.truth !== null) {
      const isRefused = result instanceof AppError || (isKind(result) && result.kind === "in_progress");
      if (!isRefused) throw new Error("a link that was paid took another payment");
      return;
    }
    if (result instanceof Error) throw result;
    this.truth = truthOfPay(act);
    this.paymentId = (result as { paymentId: string }).paymentId;
    const line = (await deskAt(this.clock()).listLedger()).find(({ reference }) => reference === this.paymentId);
    this.chargeId = line?.id ?? "";
  }

  private async actOnTaken(act: Act, truth: Truth): Promise<void> {
    switch (act) {
      case "hear":
        return this.hear();
      case "hear twice at once":
        await Promise.all([this.hear(), this.hear()]);
        return;
      case "refund 30":
        return this.refund(truth, 3_000, false);
      case "refund 60":
        return this.refund(truth, 6_000, false);
      case "refund rest":
        return this.refund(truth, Math.max(1, AMOUNT_CENTS - truth.refundedCents), false);
      case "refund 30, answer lost":
        return this.refund(truth, 3_000, true);
      case "void":
        return this.void(truth, false);
      case "void, answer lost":
        return this.void(truth, true);
      case "settle":
      case "return":
      case "dispute":
      case "win":
      case "lose": {
        const after = actAtDesk(truth, act);
        const isDone = await deskAt(this.clock()).actOnCharge(this.chargeId, act, act === "return" ? "R10" : "");
        if (isDone !== (after !== null)) throw new Error(`the desk ${isDone ? "did" : "refused"} to ${act}`);
        this.truth = after ?? truth;
        return;
      }
      default:
        throw new Error(`nobody performs ${act}`);
    }
  }

  /** Our books may be behind, so that we may refuse what the processor would take; never the other way round. */
  private async refund(truth: Truth, amountCents: number, isLost: boolean): Promise<void> {
    this.requests += 1;
    const input = { paymentId: this.paymentId, amountCents, requestKey: `${this.paymentId}:${this.requests}` };
    const kind = await this.ask(isLost, () => refundPayment(this.ctx(), RefundInput.parse(input)));
    const isTaken = takesRefund(truth, amountCents);
    if (kind === "refunded" && !isTaken) throw new Error("a refund that the processor must refuse came through");
    if (isTaken && (kind === "refunded" || kind === "unknown"))
      this.truth = { ...truth, refundedCents: truth.refundedCents + amountCents };
    if (!isTaken && kind === "unknown") this.refusedUnheardCents.push(amountCents);
  }

  private async void(truth: Truth, isLost: boolean): Promise<void> {
    const kind = await this.ask(isLost, () => voidPayment(this.ctx(), { paymentId: this.paymentId, reason: "" }));
    const isTaken = takesVoid(truth);
    if (kind === "voided" && !isTaken) throw new Error("a void that the processor must refuse came through");
    if (isTaken && (kind === "voided" || kind === "unknown")) this.truth = { ...truth, state: "voided", fate: "" };
  }

  private async ask(isLost: boolean, work: () => Promise<{ kind: string }>): Promise<string> {
    if (isLost) await causeFaults("lost=1");
    try {
      return (await work()).kind;
    } catch (error) {
      if (error instanceof AppError && error.code === "refused") return error.reason;
      throw error;
    } finally {
      if (isLost) await calmFaults();
    }
  }

  private async passDay(): Promise<void> {
    this.ms += DAY_MS + 3_600_000;
    // Nothing is sent again after 20 hours.
    this.refusedUnheardCents = [];
    if (this.truth !== null) this.truth = dayPasses(this.truth);
    await reconcilePayments(this.ctx());
    if (this.truth !== null) await this.hear();
  }

  private async hear(): Promise<void> {
    for (const cents of this.refusedUnheardCents.splice(0))
      if (this.truth !== null && takesRefund(this.truth, cents))
        this.truth = { ...this.truth, refundedCents: this.truth.refundedCents + cents };
    await followPayment(this.ctx(), this.paymentId);
    if (this.truth === null) return;
    const { status } = await this.read();
    if (status !== statusOf(this.truth))
      throw new Error(`having heard, ours is ${status}, the truth ${statusOf(this.truth)}`);
  }

  private read() {
    return getPayment(this.ctx(), this.paymentId);
  }

  private ctx() {
    return this.firm.ctxAt(this.clock());
  }

  private clock() {
    return clockAfter(this.ms);
  }
}

function isKind(value: unknown): value is { kind: string } {
  return typeof value === "object" && value !== null && "kind" in value;
}
