import { describe, expect, it } from "vitest";
import { cardPayment, errorOf, startBench } from "../bench";

const FORM = "amount=1000&currency=usd&confirm=true&payment_method=pm_card_visa&allowed_payment_method_types[]=card";
const KEYED = { "idempotency-key": "k-1" };

describe("idempotency keys", () => {
  it("repeat status and body, whatever the order of the parameters", async () => {
    const { raw, desk } = await startBench();
    const first = await raw("POST", "/v1/payment_intents", FORM, KEYED);
    const again = await raw("POST", "/v1/payment_intents", FORM.split("&").reverse().join("&"), KEYED);
    expect(again.text).toBe(first.text);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(desk.charges()).toHaveLength(1);
  });

  it("repeat a decline and a 500 too", async () => {
    const { raw, stripe, desk } = await startBench();
    const declined = cardPayment("pm_card_visa_chargeDeclined");
    for (let i = 0; i < 2; i++) {
      const error = await errorOf(stripe.paymentIntents.create(declined, { idempotencyKey: "d" }));
      expect(error).toMatchObject({ statusCode: 402, decline_code: "generic_decline" });
    }
    expect(desk.charges()).toHaveLength(1);
    desk.failNext({ kind: "errorBefore" });
    expect((await raw("POST", "/v1/payment_intents", FORM, KEYED)).status).toBe(500);
    expect((await raw("POST", "/v1/payment_intents", FORM, KEYED)).status).toBe(500);
    expect(desk.charges()).toHaveLength(1);
    desk.failNext({ kind: "errorAfter" });
    expect((await raw("POST", "/v1/payment_intents", FORM, { "idempotency-key": "k-2" })).status).toBe(500);
    expect((await raw("POST", "/v1/payment_intents", FORM, { "idempotency-key": "k-2" })).status).toBe(500);
    expect(desk.charges()).toHaveLength(2);
  });

  it("refuse other parameters, and another address", async () => {
    const { raw } = await startBench();
    await raw("POST", "/v1/payment_intents", FORM, KEYED);
    for (const [path, form] of [
      ["/v1/payment_intents", FORM.replace("1000", "1001")],
      ["/v1/refunds", FORM],
    ] as const) {
      const { status, body } = await raw("POST", path, form, KEYED);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: { type: "idempotency_error" } });
    }
  });

  it("answer 409 while the first request is under way", async () => {
    const { raw, desk } = await startBench();
    desk.hold("/v1/payment_intents");
    const first = raw("POST", "/v1/payment_intents", FORM, KEYED);
    // The second is only begun when the work of the first is done.
    while (desk.charges().length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = await raw("POST", "/v1/payment_intents", FORM, KEYED);
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ error: { code: "idempotency_key_in_use" } });
    desk.release();
    expect((await first).status).toBe(200);
    expect((await raw("POST", "/v1/payment_intents", FORM, KEYED)).text).toBe((await first).text);
    expect(desk.charges()).toHaveLength(1);
  });

  it("keep nothing of a request that failed validation", async () => {
    const { raw } = await startBench();
    const bad = await raw("POST", "/v1/payment_intents", `${FORM}&colour=red`, KEYED);
    expect(bad.status).toBe(400);
    const good = await raw("POST", "/v1/payment_intents", FORM, KEYED);
    expect(good.status).toBe(200);
    expect(good.headers.get("idempotent-replayed")).toBeNull();
  });

  it("are pruned after 24 hours, or earlier: then the same key is a second charge", async () => {
    const { raw, desk } = await startBench();
    await raw("POST", "/v1/payment_intents", FORM, KEYED);
    desk.advance({ seconds: 24 * 3_600 - 1 });
    await raw("POST", "/v1/payment_intents", FORM, KEYED);
    expect(desk.charges()).toHaveLength(1);
    desk.advance({ seconds: 1 });
    await raw("POST", "/v1/payment_intents", FORM, KEYED);
    expect(desk.charges()).toHaveLength(2);
    desk.failNext({ kind: "pruned" });
    await raw("POST", "/v1/payment_intents", FORM, KEYED);
    expect(desk.charges()).toHaveLength(3);
    desk.forgetKeys();
    await raw("POST", "/v1/payment_intents", FORM, KEYED);
    expect(desk.charges()).toHaveLength(4);
  });

  it("may not be longer than 255 characters", async () => {
    const { raw } = await startBench();
    expect((await raw("POST", "/v1/payment_intents", FORM, { "idempotency-key": "k".repeat(256) })).status).toBe(400);
  });
});
