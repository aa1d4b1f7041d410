import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { cardPayment, errorOf, KEY, startBench } from "../bench";
import { API_VERSION } from "../state/world";

const PAYMENT = "amount=1000&currency=usd&confirm=true&payment_method=pm_card_visa&allowed_payment_method_types[]=card";

describe("the wire", () => {
  it("takes Basic and Bearer keys, and refuses others with 401", async () => {
    const { raw } = await startBench();
    const basic = `Basic ${Buffer.from(`${KEY}:`).toString("base64")}`;
    expect((await raw("GET", "/v1/balance", undefined, { authorization: basic })).status).toBe(200);
    expect((await raw("GET", "/v1/balance")).status).toBe(200);
    const none = await raw("GET", "/v1/balance", undefined, { authorization: undefined });
    expect(none.status).toBe(401);
    expect(none.headers.get("www-authenticate")).toBe('Basic realm="Stripe"');
    expect(none.body).toMatchObject({ error: { type: "invalid_request_error" } });
    const wrong = await raw("GET", "/v1/balance", undefined, { authorization: "Bearer sk_live_nothing" });
    expect(wrong.status).toBe(401);
    expect(wrong.text).not.toContain("sk_live_nothing");
    const publishable = await raw("GET", "/v1/balance", undefined, { authorization: "Bearer pk_test_smith" });
    expect(publishable.body).toMatchObject({ error: { code: "secret_key_required" } });
    const connected = await raw("GET", "/v1/balance", undefined, { "stripe-account": "acct_1" });
    expect(connected.status).toBe(403);
  });

  it("wants the pinned version and echoes it", async () => {
    expect(API_VERSION).toBe(Stripe.API_VERSION);
    const { raw } = await startBench();
    const good = await raw("GET", "/v1/balance");
    expect(good.headers.get("stripe-version")).toBe("2026-10-28.endive");
    expect(good.headers.get("request-id")).toMatch(/^req_\w{14}$/);
    for (const version of [undefined, "2020-08-27"]) {
      const bad = await raw("GET", "/v1/balance", undefined, { "stripe-version": version });
      expect(bad.status).toBe(400);
      expect(bad.text).toContain("Stripe");
    }
  });

  it("reads nested brackets, lists and expansions", async () => {
    const { raw } = await startBench();
    const form = `${PAYMENT}&metadata[reference]=pay_1&metadata[a%5Fb]=x%26y&expand[0]=latest_charge.balance_transaction`;
    const { status, body } = await raw("POST", "/v1/payment_intents", form);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "succeeded",
      metadata: { reference: "pay_1", a_b: "x&y" },
      latest_charge: { object: "charge", balance_transaction: { object: "balance_transaction", net: 941, fee: 59 } },
    });
  });

  it.each([
    ["an unknown parameter", `${PAYMENT}&colour=red`, "parameter_unknown", "colour"],
    [
      "an unknown nested one",
      `${PAYMENT}&payment_method_options[card][x]=1`,
      "parameter_unknown",
      "payment_method_options[card][x]",
    ],
    ["a missing one", "currency=usd", "parameter_missing", "amount"],
    ["no integer", "amount=ten&currency=usd", "parameter_invalid_integer", "amount"],
    ["an empty text", `${PAYMENT}&description=`, "parameter_invalid_empty", "description"],
    ["another enum", `${PAYMENT}&setup_future_usage=never`, undefined, "setup_future_usage"],
    ["no boolean", `${PAYMENT}&use_stripe_sdk=yes`, undefined, "use_stripe_sdk"],
    [
      "types, gone since endive",
      `${PAYMENT}&payment_method_types[]=card`,
      "payment_method_types_no_longer_supported",
      "payment_method_types",
    ],
    ["too little", "amount=49&currency=usd", "amount_too_small", "amount"],
    ["too much", "amount=100000000&currency=usd", "amount_too_large", "amount"],
    ["another currency", "amount=1000&currency=eur", undefined, "currency"],
    ["a name that is text and group", `${PAYMENT}&metadata=x&metadata[a]=y`, undefined, "metadata[a]"],
    ["too long a value", `${PAYMENT}&metadata[a]=${"x".repeat(501)}`, undefined, "metadata[a]"],
    [
      "a suffix without a letter",
      `${PAYMENT}&statement_descriptor_suffix=1234`,
      undefined,
      "statement_descriptor_suffix",
    ],
    ["off_session without confirm", "amount=1000&currency=usd&off_session=true", undefined, "off_session"],
  ])("refuses %s with 400", async (_name, form, code, param) => {
    const { raw, desk } = await startBench();
    const { status, body } = await raw("POST", "/v1/payment_intents", form);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: "invalid_request_error", param });
    expect((body.error as { code?: string }).code).toBe(code);
    expect(desk.charges()).toEqual([]);
    expect(desk.events()).toEqual([]);
  });

  it("refuses JSON, unknown addresses, unknown objects and those of another account", async () => {
    const { raw, stripe } = await startBench();
    expect((await raw("POST", "/v1/refunds", "{}", { "content-type": "application/json" })).status).toBe(400);
    expect((await raw("GET", "/v1/nothing")).status).toBe(404);
    expect((await raw("DELETE", "/v1/payment_intents/pi_1")).status).toBe(404);
    const missing = await errorOf(stripe.paymentIntents.retrieve("pi_none"));
    expect(missing).toMatchObject({ statusCode: 404, code: "resource_missing", param: "intent" });
    const { id } = await stripe.paymentIntents.create(cardPayment("pm_card_visa"));
    const other = await raw("GET", `/v1/payment_intents/${id}`, undefined, { authorization: "Bearer sk_test_jones" });
    expect(other.status).toBe(404);
    const same = await raw("GET", `/v1/payment_intents/${id}`, undefined, { authorization: "Bearer rk_test_smith" });
    expect(same.status).toBe(200);
  });

  it("refuses an expansion that is none, and then has done nothing", async () => {
    const { stripe, desk } = await startBench();
    const error = await errorOf(stripe.paymentIntents.create(cardPayment("pm_card_visa", { expand: ["nothing"] })));
    expect(error).toMatchObject({ statusCode: 400, param: "expand" });
    expect(desk.charges()).toEqual([]);
    const found = await stripe.paymentIntents.list({ expand: ["data.latest_charge"] });
    expect(found.data).toEqual([]);
  });

  it("lists pages newest first, by time and by cursor", async () => {
    const { stripe, desk } = await startBench();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      ids.unshift((await stripe.paymentIntents.create(cardPayment("pm_card_visa"))).id);
      desk.advance({ seconds: 60 });
    }
    const first = await stripe.paymentIntents.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.has_more).toBe(true);
    const rest = await stripe.paymentIntents.list({ limit: 10, starting_after: ids[1] });
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(rest.has_more).toBe(false);
    const late = await stripe.paymentIntents.list({ created: { gte: desk.now() - 120 } });
    expect(late.data).toHaveLength(2);
    const everything: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 2 })) everything.push(intent.id);
    expect(everything).toEqual(ids);
    expect((await errorOf(stripe.paymentIntents.list({ limit: 101 }))).param).toBe("limit");
    expect((await errorOf(stripe.charges.list({ starting_after: "ch_none" }))).code).toBe("resource_missing");
  });

  it("answers pings", async () => {
    const { stripe } = await startBench();
    expect(await stripe.balance.retrieve()).toMatchObject({ object: "balance", livemode: false });
  });
});
