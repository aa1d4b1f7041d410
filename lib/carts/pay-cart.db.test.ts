import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { freezeMoney, unfreezeMoney } from "@/lib/firms/freeze-money";
import * as registry from "@/lib/gateways/registry";
import * as engine from "@/lib/payments/charge-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  HOUR_MS,
  kindOfTest,
  MINUTE_MS,
  refusalOf,
  staffCtx,
  tokenOf,
} from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { listPaidTogether } from "./list-paid-together";
import type { CartKind, CartResult } from "./model";
import { payCart } from "./pay-cart";
import { placeCart } from "./place-cart";
import { PlaceCartInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await calmFaults();
  await expectBooksToAgree(test);
});

const keptAtGateway = () => test.asOwner("select 1 from sandbox.methods where firm_id = $1", [firm.firmId]);
const ctxAt = (ms = 0) => firm.ctxAt(clockAfter(ms));
const inputOf = (changes: object = {}) =>
  PlaceCartInput.parse({
    requestKey: "cart-request-1",
    source: "connect_entry",
    payerName: "Elena Marsh",
    receiptEmails: ["elena.marsh@bluewater.example"],
    operating: { accountId: "acc_operating", amountCents: 30_000, invoiceNumber: "204118" },
    trust: { accountId: "acc_trust", amountCents: 50_000, clientRef: "10233", matterRef: "10233-04" },
    ...changes,
  });
const place = (changes: object = {}) => placeCart(ctxAt(), inputOf(changes)).then(({ cartId }) => cartId);

function pay(cartId: string, name = "visa", first?: CartKind, token = tokenOf(name)): Promise<CartResult> {
  const tokens = { acc_trust: token, acc_operating: token };
  return payCart(ctxAt(), {
    cartId,
    method: { kind: "typed", tokens, ...kindOfTest(name, clockAfter(0)) },
    ...(first ? { first } : {}),
  });
}

const statesOf = ({ outcome, parts }: CartResult) => [outcome, ...parts.map(({ kind, state }) => `${kind} ${state}`)];
const charges = () =>
  test.asOwner<{ key: string; account: string; cents: number; state: string }>(
    `select idempotency_key as key, account_id as account, amount_cents::int as cents, state from sandbox.charges
     where firm_id = $1 and state <> 'declined' order by seq`,
    [firm.firmId],
  );

/** The gateway says no to the second charge, whatever the method. */
function declineSecond(): void {
  const real = engine.chargePayment;
  let calls = 0;
  vi.spyOn(engine, "chargePayment").mockImplementation((ctx, input) => {
    calls += 1;
    return real(ctx, calls === 2 ? { ...input, methodToken: tokenOf("insufficient-funds") } : input);
  });
}

describe("payCart", () => {
  it("keeps no method at the gateway while money stands still", async () => {
    const cartId = await place();
    const admin = staffCtx(firm, ["settings.manage"]);
    await freezeMoney(admin);
    expect(await refusalOf(pay(cartId))).toMatchObject({ code: "money_frozen" });
    expect(await keptAtGateway()).toEqual([]);
    await unfreezeMoney(admin);
    expect(await pay(cartId)).toMatchObject({ outcome: "all" });
  });

  it("goes on once the payer has answered their bank, with the token that it kept", async () => {
    const cartId = await place();
    const token = tokenOf("visa");
    const asked = { kind: "requires_action", challengeUrl: "/challenge" } as const;
    const real = registry.gatewayOf("sandbox");
    // As at a gateway that repeats its first answer for a key.
    vi.spyOn(registry, "gatewayOf").mockReturnValue({
      ...real,
      saveMethod: async (r) => {
        await real.saveMethod(r);
        return asked;
      },
    });
    expect(await pay(cartId, "visa", undefined, token)).toMatchObject({ outcome: "all" });
  });

  it("charges trust, then operating, with one typed method: two payments that know each other", async () => {
    const cartId = await place();
    const result = await pay(cartId);
    expect(statesOf(result)).toEqual(["all", "trust taken", "operating taken"]);
    expect(result.parts.every(({ receiptToken }) => receiptToken !== null)).toBe(true);
    expect(await charges()).toEqual([
      { key: `cart:${cartId}:trust:1`, account: "acc_trust", cents: 50_000, state: "approved" },
      { key: `cart:${cartId}:operating:1`, account: "acc_operating", cents: 30_000, state: "approved" },
    ]);
    const [trust, operating] = result.parts;
    const clerk = staffCtx(firm, ["payments.view"]);
    expect(await listPaidTogether(clerk, trust?.paymentId ?? "")).toMatchObject([
      { paymentId: operating?.paymentId, kind: "operating" },
    ]);
    expect(await listPaidTogether(clerk, operating?.paymentId ?? "")).toMatchObject([
      { paymentId: trust?.paymentId, kind: "trust" },
    ]);
    const kept = await test.asOwner("select 1 from sandbox.methods where firm_id = $1 and removed_at is null", [
      firm.firmId,
    ]);
    expect(kept).toEqual([]);
  });

  it("charges operating first when told so", async () => {
    const result = await pay(await place(), "visa", "operating");
    expect(statesOf(result)).toEqual(["all", "operating taken", "trust taken"]);
    expect((await charges()).map(({ account }) => account)).toEqual(["acc_operating", "acc_trust"]);
  });

  it("takes eChecks the same way", async () => {
    expect(statesOf(await pay(await place(), "bank-pays"))).toEqual(["all", "trust taken", "operating taken"]);
  });

  it.each(["trust", "operating"] as const)(
    "with %s first, a decline of the second says which was taken; it is tried again alone",
    async (first) => {
      const second = first === "trust" ? "operating" : "trust";
      const cartId = await place();
      declineSecond();
      const result = await pay(cartId, "visa", first);
      expect(statesOf(result)).toEqual(["some", `${first} taken`, `${second} declined`]);
      expect(result.parts[1]).toMatchObject({ declineCode: "insufficient_funds", receiptToken: null });
      vi.restoreAllMocks();
      expect(statesOf(await pay(cartId, "mastercard", first))).toEqual(["all", `${first} taken`, `${second} taken`]);
      expect((await charges()).map(({ key }) => key)).toEqual([
        `cart:${cartId}:${first}:1`,
        `cart:${cartId}:${second}:2`,
      ]);
    },
  );

  it("charges each matter of trust money apart, with one typed method", async () => {
    const matter = (matterRef: string, amountCents: number) => ({
      ...{ accountId: "acc_trust", amountCents, clientRef: "10233", matterRef },
    });
    const trust = [matter("10233-04", 50_000), matter("10233-05", 7_500), matter("10233-06", 2_500)];
    const cartId = await place({ trust });
    expect(statesOf(await pay(cartId))).toEqual([
      ...["all", "trust taken", "trust taken", "trust taken", "operating taken"],
    ]);
    expect((await charges()).map(({ key, cents }) => [key, cents])).toEqual([
      [`cart:${cartId}:trust:1`, 50_000],
      [`cart:${cartId}:trust-1:1`, 7_500],
      [`cart:${cartId}:trust-2:1`, 2_500],
      [`cart:${cartId}:operating:1`, 30_000],
    ]);
    const rows = await test.asOwner<{ matter: string; cents: number }>(
      "select matter_ref as matter, total_cents::int as cents from trust_matters where firm_id = $1 order by 1",
      [firm.firmId],
    );
    expect(rows.map(({ matter }) => matter)).toEqual(["10233-04", "10233-05", "10233-06"]);
    expect(await place({ trust })).toBe(cartId);
    expect(await refusalOf(place({ trust: trust.toReversed() }))).toMatchObject({ code: "idempotency_key_reused" });
  });

  it("stops at a first part that is declined: nothing was taken for either", async () => {
    const cartId = await place();
    expect(statesOf(await pay(cartId, "declined"))).toEqual(["none", "trust declined", "operating waiting"]);
    expect(statesOf(await pay(cartId, "expired"))).toEqual(["none", "trust declined", "operating waiting"]);
    expect(await charges()).toEqual([]);
    expect(statesOf(await pay(cartId))).toEqual(["all", "trust taken", "operating taken"]);
  });

  it.each(["lost=1", "unsent=1"])(
    "with %s, an outcome nobody knows stops the second, and again, until it is known",
    async (fault) => {
      const cartId = await place();
      const real = engine.chargePayment;
      vi.spyOn(engine, "chargePayment").mockImplementation(async (ctx, input) => {
        await causeFaults(fault);
        return real(ctx, input).finally(calmFaults);
      });
      expect(statesOf(await pay(cartId))).toEqual(["open", "trust checking", "operating waiting"]);
      vi.restoreAllMocks();
      expect(statesOf(await pay(cartId))).toEqual(["open", "trust checking", "operating waiting"]);
      await reconcilePayments(ctxAt(5 * MINUTE_MS));
      expect(statesOf(await pay(cartId))).toEqual(["all", "trust taken", "operating taken"]);
      expect(await charges()).toHaveLength(2);
    },
  );

  it("that died between its parts, or before its first answer was written, goes on where it was", async () => {
    for (const dieAt of [1, 2]) {
      const cartId = await place({ requestKey: `cart-dies-at-${dieAt}` });
      const real = engine.chargePayment;
      let calls = 0;
      vi.spyOn(engine, "chargePayment").mockImplementation((ctx, input) => {
        calls += 1;
        if (calls === dieAt) throw new Error("killed");
        return real(ctx, input);
      });
      const token = tokenOf("visa");
      await expect(pay(cartId, "visa", "trust", token)).rejects.toThrow("killed");
      vi.restoreAllMocks();
      expect(statesOf(await pay(cartId, "visa", "trust", token))).toEqual(["all", "trust taken", "operating taken"]);
    }
    expect(await charges()).toHaveLength(4);
  });

  it("pressed 20 times at once is paid once", async () => {
    const cartId = await place();
    const answers = await releaseTogether(20, () => pay(cartId));
    expect(answers.filter((answer) => answer instanceof Error)).toEqual([]);
    expect(await charges()).toHaveLength(2);
    expect(statesOf(await pay(cartId))).toEqual(["all", "trust taken", "operating taken"]);
    expect(countAnswers(answers)).toEqual({ object: 20 });
  });

  it("lets a bank ask the payer about a single part, and goes on after the answer", async () => {
    const cartId = await place({ trust: null });
    const result = await pay(cartId, "authenticate");
    expect(statesOf(result)).toEqual(["open", "operating action"]);
    expect(result.parts[0]?.challengeUrl).not.toBe("");
  });
});

describe("placeCart", () => {
  it("makes one cart of one request, and refuses another one under its key", async () => {
    const cartId = await place();
    expect(await place()).toBe(cartId);
    const other = { operating: { accountId: "acc_operating", amountCents: 1 } };
    expect(await refusalOf(place(other))).toMatchObject({ code: "idempotency_key_reused" });
  });

  it("refuses accounts of the wrong kind, unknown ones and those of others, and trust without a matter", async () => {
    const swapped = { operating: { accountId: "acc_trust", amountCents: 1 } };
    expect(await refusalOf(place(swapped))).toMatchObject({ reason: "account_wrong_kind" });
    const unknown = { operating: { accountId: "acc_nothing", amountCents: 1 } };
    expect(await refusalOf(place(unknown))).toMatchObject({ reason: "account_unknown" });
    const limited = staffCtx(firm, ["payments.take"], { accountIds: ["acc_operating"] });
    expect(await refusalOf(placeCart(limited, inputOf()))).toMatchObject({ reason: "account_unknown" });
    expect(() => inputOf({ trust: { accountId: "acc_trust", amountCents: 1 } })).toThrow("trust_needs_matter");
    expect(() => inputOf({ trust: null, operating: null })).toThrow("cart_empty");
  });

  it("charges neither part where one account does not take the method, nor a bank account without its authorization", async () => {
    const accept = "update merchant_accounts set accepts_card = $2 where firm_id = $1 and id = 'acc_operating'";
    await test.asOwner(accept, [firm.firmId, false]);
    expect(await refusalOf(pay(await place()))).toMatchObject({ reason: "method_not_accepted" });
    const token = tokenOf("bank-pays");
    const method = { kind: "typed", tokens: { acc_trust: token, acc_operating: token }, methodKind: "echeck" } as const;
    const bare = payCart(ctxAt(), { cartId: await place(), method });
    expect(await refusalOf(bare)).toMatchObject({ reason: "authorization_missing" });
    expect(await charges()).toEqual([]);
    expect((await pay(await place(), "bank-pays")).outcome).toBe("all");
    const rows = await test.asOwner<{ text: string }>(
      "select authorization_text as text from payments where firm_id = $1 order by amount_cents",
      [firm.firmId],
    );
    expect(rows.map(({ text }) => /once for (\S+) on/.exec(text)?.[1])).toEqual(["$300.00", "$500.00"]);
  });

  it("is not found by another firm", async () => {
    const cartId = await place();
    const other = await makeTestFirm(`frm_${firms}_other`);
    const tokens = { acc_trust: tokenOf("visa"), acc_operating: tokenOf("visa") };
    const method = { kind: "typed", tokens, methodKind: "card" } as const;
    expect(await refusalOf(payCart(other.ctxAt(clockAfter(HOUR_MS)), { cartId, method }))).toMatchObject({
      code: "not_found",
    });
  });
});
