import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { cardPayment, errorOf, KEY, startBench } from "../bench";
import { parseFaults } from "./faults";

const FORM = "amount=1000&currency=usd&confirm=true&payment_method=pm_card_visa&allowed_payment_method_types[]=card";

describe("faults", () => {
  it.each([
    ["lost", 1],
    ["unsent", 0],
    ["down", 0],
  ] as const)("%s: the connection ends, and %i charges are made", async (kind, charges) => {
    const { stripe, desk } = await startBench();
    desk.failNext({ kind, method: "POST", pathStart: "/v1/payment_intents", times: 2 });
    const error = await errorOf(stripe.paymentIntents.create(cardPayment("pm_card_visa"), { idempotencyKey: "k" }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(desk.charges()).toHaveLength(charges);
    const again = await stripe.paymentIntents.create(cardPayment("pm_card_visa"), { idempotencyKey: "k" });
    expect(again.status).toBe("succeeded");
    expect(desk.charges()).toHaveLength(1);
  });

  it("closed connections are tried once more by the SDK itself, with the same key", async () => {
    const { stripe, desk } = await startBench();
    desk.failNext({ kind: "lost" });
    expect((await stripe.paymentIntents.create(cardPayment("pm_card_visa"))).status).toBe("succeeded");
    expect(desk.charges()).toHaveLength(1);
  });

  it("slow: the caller gives up, the work is done", async () => {
    const { sdk, desk } = await startBench({ faults: { slowMs: 300 } });
    desk.failNext({ kind: "slow" });
    const impatient = new Stripe(KEY, { ...sdk, maxNetworkRetries: 0, timeout: 100 });
    const error = await errorOf(impatient.paymentIntents.create(cardPayment("pm_card_visa")));
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(desk.charges()).toHaveLength(1);
  });

  it.each([
    ["error503", 503, "api_error"],
    ["rate", 429, "invalid_request_error"],
  ] as const)("%s: nothing is done and nothing kept", async (kind, status, type) => {
    const { stripe, desk } = await startBench();
    desk.failNext({ kind });
    const error = await errorOf(stripe.paymentIntents.create(cardPayment("pm_card_visa"), { idempotencyKey: "k" }));
    expect(error).toMatchObject({ statusCode: status, rawType: type });
    expect(desk.charges()).toEqual([]);
    const again = await stripe.paymentIntents.create(cardPayment("pm_card_visa"), { idempotencyKey: "k" });
    expect(again.status).toBe("succeeded");
  });

  it("strike the same calls for the same seed", async () => {
    const outcomes = async (seed: number) => {
      const { raw, desk } = await startBench({ faults: { lost: 0.3, unsent: 0.2, error: 0.2, seed } });
      const seen: (number | "ended")[] = [];
      for (let i = 0; i < 40; i++) {
        const work = raw("POST", "/v1/payment_intents", FORM, { "idempotency-key": `k${i}` });
        const status = work.then((answer) => answer.status);
        seen.push(await status.catch(() => "ended" as const));
      }
      return { seen, charges: desk.charges().length };
    };
    const first = await outcomes(7);
    expect(await outcomes(7)).toEqual(first);
    expect(new Set(first.seen).size).toBe(3);
    expect((await outcomes(8)).seen).not.toEqual(first.seen);
  });

  it("are read from a text", () => {
    expect(parseFaults("lost=0.2, slow=0.1,seed=7")).toEqual({ lost: 0.2, slow: 0.1, seed: 7 });
    expect(() => parseFaults("broken=1")).toThrow('"broken=1"');
  });
});
