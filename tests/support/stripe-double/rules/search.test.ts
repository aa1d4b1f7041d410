import { describe, expect, it } from "vitest";
import { cardPayment, errorOf, startBench } from "../bench";

describe("search", () => {
  const query = "metadata['reference']:'pay_1'";

  it("finds a payment by its metadata only after a while", async () => {
    const { stripe, desk } = await startBench({ searchDelaySeconds: 60 });
    const { id } = await stripe.paymentIntents.create(
      cardPayment("pm_card_visa", { metadata: { reference: "pay_1" } }),
    );
    expect((await stripe.paymentIntents.search({ query })).data).toEqual([]);
    expect((await stripe.paymentIntents.list({ created: { gte: desk.now() - 60 } })).data).toHaveLength(1);
    desk.advance({ seconds: 59 });
    expect((await stripe.paymentIntents.search({ query })).data).toEqual([]);
    desk.advance({ seconds: 1 });
    expect((await stripe.paymentIntents.search({ query })).data.map((one) => one.id)).toEqual([id]);
    expect((await stripe.charges.search({ query })).data).toHaveLength(1);
  });

  it("shows a payment as it was, not as it is", async () => {
    const { stripe, desk } = await startBench({ searchDelaySeconds: 60 });
    const open = await stripe.paymentIntents.create({ amount: 500, currency: "usd", metadata: { reference: "pay_1" } });
    desk.advance({ seconds: 60 });
    await stripe.paymentIntents.cancel(open.id);
    expect((await stripe.paymentIntents.search({ query })).data[0]?.status).toBe("requires_payment_method");
    desk.advance({ seconds: 60 });
    expect((await stripe.paymentIntents.search({ query })).data[0]?.status).toBe("canceled");
  });

  it("reads AND, OR, a minus, figures and pages, and refuses what is no query", async () => {
    const { stripe } = await startBench({ searchDelaySeconds: 0 });
    for (const [reference, amount] of [
      ["a", 1_000],
      ["b", 2_000],
      ["c", 3_000],
    ] as const)
      await stripe.paymentIntents.create(cardPayment("pm_card_visa", { amount, metadata: { reference } }));
    const found = async (text: string) =>
      (await stripe.paymentIntents.search({ query: text })).data.map(({ metadata }) => metadata.reference);
    expect(await found(`metadata["reference"]:"a" AND status:"succeeded"`)).toEqual(["a"]);
    expect(await found(`metadata["reference"]:"a" OR metadata["reference"]:"c"`)).toEqual(["c", "a"]);
    expect(await found("amount>1000 AND -metadata['reference']:'c'")).toEqual(["b"]);
    expect(await found("status:'canceled'")).toEqual([]);
    const page = await stripe.paymentIntents.search({ query: "amount>0", limit: 2 });
    expect(page).toMatchObject({ object: "search_result", has_more: true, next_page: "2" });
    for (const text of ["reference is a", "amount>1 AND amount<9 OR amount:3", "nothing:'x'"])
      expect((await errorOf(stripe.paymentIntents.search({ query: text }))).param).toBe("query");
  });
});
