import { describe, expect, it } from "vitest";
import { cardPayment, errorOf, NOON_SECONDS, startBench } from "../bench";

describe("disputes", () => {
  it("take the money and a fee, and can be answered", async () => {
    const { stripe, desk } = await startBench();
    const { id: payment_intent } = await stripe.paymentIntents.create(cardPayment("pm_card_createDispute"));
    const { data } = await stripe.disputes.list({ payment_intent });
    expect(data).toMatchObject([
      {
        status: "needs_response",
        reason: "fraudulent",
        evidence_details: { due_by: NOON_SECONDS + 9 * 86_400 },
        balance_transactions: [{ amount: -10_000, fee: 1_500, net: -11_500 }],
      },
    ]);
    expect((await errorOf(stripe.refunds.create({ payment_intent }))).code).toBe("charge_disputed");
    const id = data[0]?.id ?? "";
    const draft = await stripe.disputes.update(id, { evidence: { customer_name: "Jane Roe" }, submit: false });
    expect(draft.status).toBe("needs_response");
    const sent = await stripe.disputes.update(id, { evidence: { uncategorized_text: "Signed engagement letter." } });
    expect(sent).toMatchObject({
      status: "under_review",
      evidence_details: { has_evidence: true, submission_count: 1 },
    });
    expect(desk.events().map(({ type }) => type)).toEqual(
      expect.arrayContaining(["charge.dispute.created", "charge.dispute.updated"]),
    );
  });

  it("won give the money back, lost keep it, each once", async () => {
    const { stripe, desk } = await startBench();
    const ids: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { id } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
      ids.push(desk.openDispute(id, { reason: "product_not_received" }));
    }
    desk.winDispute(ids[0] ?? "");
    desk.loseDispute(ids[1] ?? "");
    const won = await stripe.disputes.retrieve(ids[0] ?? "");
    expect(won).toMatchObject({
      status: "won",
      balance_transactions: [{ amount: -10_000 }, { amount: 10_000, fee: 0 }],
    });
    expect((await stripe.disputes.retrieve(ids[1] ?? "")).status).toBe("lost");
    expect(desk.charges().map(({ disputedCents }) => disputedCents)).toEqual([0, 10_000]);
    expect(() => desk.winDispute(ids[1] ?? "")).toThrow("already closed");
    expect(desk.events().filter(({ type }) => type === "charge.dispute.closed")).toHaveLength(2);
  });

  it("can be given in to", async () => {
    const { stripe, desk } = await startBench();
    const { id } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    expect((await stripe.disputes.close(desk.openDispute(id, { amountCents: 5_000 }))).status).toBe("lost");
    expect(desk.charges()[0]?.disputedCents).toBe(5_000);
  });
});
