import { describe, expect, it } from "vitest";
import { bankPayment, cardPayment, errorOf, startBench } from "../bench";

/** What the firm holds by the double's books: taken, less refunded, less disputed. */
const heldCents = (lines: { capturedCents: number; refundedCents: number; disputedCents: number }[]) =>
  lines.reduce((sum, one) => sum + one.capturedCents - one.refundedCents - one.disputedCents, 0);

describe("the desk", () => {
  it("keeps books that add up with the balance, before fees", async () => {
    const { stripe, desk } = await startBench();
    const pay = async (method: string) => (await stripe.paymentIntents.create(cardPayment(method))).id;
    const refunded = await pay("pm_card_visa");
    await stripe.refunds.create({ payment_intent: refunded, amount: 3_000 });
    const failing = await pay("pm_card_refundFail");
    await stripe.refunds.create({ payment_intent: failing });
    const won = desk.openDispute(await pay("pm_card_visa"));
    desk.openDispute(await pay("pm_card_mastercard"));
    desk.winDispute(won);
    await errorOf(stripe.paymentIntents.create(cardPayment("pm_card_visa_chargeDeclined")));
    const { id: debit } = await stripe.paymentIntents.create(bankPayment("pm_usBankAccount_success"));
    desk.advance({ days: 4 });
    desk.returnDebit(debit, "insufficient_funds");
    const transactions = (await stripe.balanceTransactions.list({ limit: 100 })).data;
    const moved = transactions.reduce((sum, one) => sum + one.amount, 0);
    expect(heldCents(desk.charges())).toBe(7_000 + 10_000 + 10_000 + 0 + 0);
    expect(moved).toBe(heldCents(desk.charges()));
    const balance = await stripe.balance.retrieve();
    const fees = transactions.reduce((sum, one) => sum + one.fee, 0);
    expect((balance.available[0]?.amount ?? 0) + (balance.pending[0]?.amount ?? 0)).toBe(moved - fees);
  });

  it("says what cannot be done", async () => {
    const { stripe, desk } = await startBench();
    expect(() => desk.settleDebit("pi_none")).toThrow("No such payment_intent");
    expect(() => desk.finishChallenge("pi_none_secret_x", "complete")).toThrow("client secret");
    const { id } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    expect(() => desk.settleDebit(id)).toThrow("already succeeded");
    const dispute = desk.openDispute(id);
    expect(() => desk.openDispute(id)).toThrow("cannot be disputed");
    desk.loseDispute(dispute);
    expect(() => desk.refundOutside(id)).toThrow("charged back");
  });
});
