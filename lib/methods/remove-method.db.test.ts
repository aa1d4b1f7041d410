import { afterEach, describe, expect, it } from "vitest";
import type { EntryResult } from "@/lib/payment-forms/model";
import { EnterPaymentInput } from "@/lib/payment-forms/schemas";
import { enterPayment } from "@/lib/payments/enter-payment";
import { getPayment } from "@/lib/payments/get-payment";
import type { Ctx } from "@/lib/platform/context";
import { randomIds } from "@/lib/platform/ids";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults, causeFaults, clockAfter, DAY_MS, MINUTE_MS, refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { noticeExpiringCards } from "./notice-expiring-cards";
import { listMethods } from "./queries";
import { reconcileMethods } from "./reconcile-methods";
import { removeMethod } from "./remove-method";
import { setDefaultMethod } from "./set-default-method";

const bench = useMethodBench();
const { test, clerk, viewer, ask, saveAs, keep } = bench;

afterEach(calmFaults);

type Kept = Awaited<ReturnType<typeof keep>>;

/** Enter Payment with a saved method, as it is opened from the payer's page. */
function wish(
  { methodId, payerId }: Pick<Kept, "methodId" | "payerId">,
  changes: Partial<EnterPaymentInput> = {},
): EnterPaymentInput {
  return EnterPaymentInput.parse({
    ...{ requestId: randomIds.next("req"), source: "quick_pay", account: "acc_operating", amountCents: 125_000 },
    ...{ payerId, payerName: "", payerKind: "person", savePayer: false, methodKind: "saved", methodId },
    ...{ receiptEmails: "elena.marsh@bluewater.example", invoiceNumber: "204118", clientRef: "", matterRef: "" },
    ...{ line1: "", line2: "", city: "", region: "", postalCode: "", country: "", customFields: {}, note: "" },
    ...{ authorizedBy: "Elena Marsh", authorizedHow: "phone", isAuthorized: true, ...changes },
  });
}

/** Every payer here has the same name and card: each payment is told to be another one than those before. */
async function charge(ctx: Ctx, input: EnterPaymentInput): Promise<Exclude<EntryResult, { kind: "duplicate" }>> {
  const answer = await enterPayment(ctx, input);
  if (answer.kind !== "duplicate") return answer;
  return charge(ctx, { ...input, acknowledgedPaymentId: answer.paymentId });
}

describe("a saved method that staff charge", () => {
  it("charges without the payer, on record, with receipt and the payer's history", async () => {
    const kept = await keep();
    const { methodId, payerId } = kept;
    const result = await charge(clerk(), wish(kept, { note: "Called from the office." }));
    expect(result).toMatchObject({ kind: "approved", receiptToken: expect.any(String) });
    const payment = await getPayment(clerk(), result.paymentId);
    expect(payment).toMatchObject({ source: "quick_pay", payerId, payerName: "Elena Marsh", methodLast4: "4242" });
    const [row] = await test.asOwner(
      "select charge_use, saved_method_id, obligation, note, authorization_text from payments where id = $1",
      [result.paymentId],
    );
    expect(row).toEqual({
      charge_use: "unscheduled",
      saved_method_id: methodId,
      note: "Called from the office.",
      obligation: expect.stringMatching(/^form:req_/),
      authorization_text: expect.stringMatching(
        /^Elena Marsh authorized Hartwell & Lowe LLP by telephone to charge \$1,250\.00 to Visa ending in 4242 of Elena Marsh into the account Operating, on May 4, 2026, .* ET\. For invoice 204118\. Recorded by Test\.$/,
      ),
    });
  });

  it("charges once however often the same form is sent", async () => {
    const kept = await keep();
    const { methodId } = kept;
    const input = wish(kept);
    const answers = await releaseTogether(30, () => charge(clerk(), input));
    const counts = countAnswers(answers);
    expect([counts.approved, (counts.approved ?? 0) + (counts.in_progress ?? 0)]).toEqual([1, 30]);
    const rows = await test.asOwner("select 1 from payments where saved_method_id = $1", [methodId]);
    expect(rows).toHaveLength(1);
  });

  it("shows the first payment when it is sent again after the method was removed", async () => {
    const kept = await keep();
    const { methodId } = kept;
    const input = wish(kept);
    const { paymentId } = await charge(clerk(), input);
    await removeMethod(clerk(), { methodId });
    expect(await charge(clerk(), input)).toEqual({ kind: "in_progress", paymentId, status: "approved" });
    expect(await refusalOf(charge(clerk(), wish(kept)))).toMatchObject({ reason: "method_not_active" });
  });

  it("charges no kind that the account does not take", async () => {
    const kept = await keep();
    const accept = (isAccepted: boolean) =>
      test.asOwner("update merchant_accounts set accepts_card = $1 where id = 'acc_operating'", [isAccepted]);
    await accept(false);
    const refusal = refusalOf(charge(clerk(), wish(kept)));
    expect(await refusal.finally(() => accept(true))).toMatchObject({ reason: "method_not_accepted" });
  });

  it("never says of another amount, or of another method, that it was taken", async () => {
    const kept = await keep();
    const input = wish(kept);
    expect(await charge(clerk(), input)).toMatchObject({ kind: "approved" });
    const other = charge(clerk(), { ...input, amountCents: input.amountCents + 1 });
    expect(await refusalOf(other)).toMatchObject({ code: "idempotency_key_reused" });
    const { methodId: second } = await keep();
    expect(await refusalOf(charge(clerk(), { ...input, methodId: second }))).toMatchObject({
      code: "idempotency_key_reused",
    });
  });

  it("leaves no token of a kept method with the payment", async () => {
    const kept = await keep();
    const { methodId } = kept;
    await charge(clerk(), wish(kept));
    expect(
      await test.asOwner("select distinct method_token from payments where saved_method_id = $1", [methodId]),
    ).toEqual([{ method_token: "" }]);
  });

  it("tells a decline, may try again, and never again after a code that forbids it", async () => {
    const declines = await keep({ method: "declined-when-saved" });
    const input = wish(declines);
    expect(await charge(clerk(), input)).toMatchObject({ kind: "declined", declineCode: "card_declined" });
    expect(await charge(clerk(), input)).toMatchObject({ kind: "declined" });
    const stolen = await keep({ method: "stolen" });
    expect(await charge(clerk(), wish(stolen))).toMatchObject({ declineCode: "stolen_card" });
    expect(await refusalOf(charge(clerk(), wish(stolen)))).toMatchObject({
      reason: "method_blocked",
    });
  });

  it("asks for client and matter of trust money", async () => {
    const kept = await keep({ account: "IOLTA Trust" });
    const account = "acc_trust";
    expect(await refusalOf(charge(clerk(), wish(kept, { account })))).toMatchObject({ reason: "trust_needs_matter" });
    const named = wish(kept, { account, clientRef: "10427", matterRef: "10427-0001" });
    expect(await charge(clerk(), named)).toMatchObject({ kind: "approved" });
  });

  it("refuses whoever lacks the permission, another's account, another firm, and a card that is over", async () => {
    const kept = await keep({ token: "sbx_tok_visa_4242_0626_aaaaaaaaaaaaaaaa" });
    expect(await refusalOf(charge(viewer(), wish(kept)))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(charge(clerk({ accountIds: ["acc_trust"] }), wish(kept)))).toMatchObject({
      code: "not_found",
    });
    expect(await refusalOf(charge(bench.stranger.ctxAt(), wish(kept)))).toMatchObject({
      code: "not_found",
    });
    const july = clerk({ clock: clockAfter(60 * DAY_MS) });
    expect(await refusalOf(charge(july, wish(kept)))).toMatchObject({ reason: "method_expired" });
  });
});

describe("removeMethod", () => {
  it("lets the gateway forget it, erases the token, keeps the consent, and is audited", async () => {
    const kept = await keep();
    const { methodId, payerId } = kept;
    expect(await removeMethod(clerk(), { methodId })).toEqual({ id: methodId, isDone: true });
    expect(await removeMethod(clerk(), { methodId })).toEqual({ id: methodId, isDone: true });
    expect(await listMethods(clerk(), { payerId })).toEqual([]);
    const [gone] = await listMethods(clerk(), { payerId, withRemoved: true });
    expect(gone).toMatchObject({ status: "removed", isDefault: false, consent: { last4: "4242" } });
    const [row] = await test.asOwner("select stored_token_sealed from payment_methods where id = $1", [methodId]);
    expect(row).toEqual({ stored_token_sealed: "" });
    expect(await refusalOf(charge(clerk(), wish(kept)))).toMatchObject({ reason: "method_not_active" });
    const audit = await test.asOwner<{ action: string }>(
      "select action from audit_log where object_id = $1 order by seq",
      [payerId],
    );
    expect(audit.at(-1)).toEqual({ action: "method.remove" });
  });

  it("cannot be charged from the press on, and is finished by recovery when the gateway is silent", async () => {
    const kept = await keep();
    const { methodId } = kept;
    const before = await bench.keptAtGateway();
    await causeFaults("unsent=1");
    expect(await removeMethod(clerk(), { methodId })).toMatchObject({ isDone: false });
    expect(await refusalOf(charge(clerk(), wish(kept)))).toMatchObject({ reason: "method_not_active" });
    await calmFaults();
    expect(await bench.keptAtGateway()).toBe(before);
    await reconcileMethods(bench.firm.ctxAt(clockAfter(30 * MINUTE_MS)));
    expect(await bench.keptAtGateway()).toBe(before - 1);
    expect(await removeMethod(clerk(), { methodId })).toMatchObject({ isDone: true });
  });

  it("refuses the wrong actor, another's account and another firm", async () => {
    const { methodId } = await keep();
    for (const act of [removeMethod, setDefaultMethod]) {
      expect(await refusalOf(act(viewer(), { methodId }))).toMatchObject({ code: "forbidden" });
      expect(await refusalOf(act(clerk({ accountIds: ["acc_trust"] }), { methodId }))).toMatchObject({
        code: "not_found",
      });
      expect(await refusalOf(act(bench.stranger.ctxAt(), { methodId }))).toMatchObject({ code: "not_found" });
    }
  });
});

describe("setDefaultMethod", () => {
  it("leaves one default however many are made so at once", async () => {
    const { payerId } = await keep();
    for (const method of ["mastercard", "amex"]) await saveAs((await ask({ payerId })).requestId, { method });
    const methods = await listMethods(clerk(), { payerId });
    expect(methods.map((method) => method.isDefault)).toEqual([true, false, false]);
    const answers = await releaseTogether(30, (index) =>
      setDefaultMethod(clerk(), { methodId: methods[index % 3]?.id ?? "" }),
    );
    expect(countAnswers(answers)).toEqual({ object: 30 });
    const after = await listMethods(clerk(), { payerId });
    expect(after.filter((method) => method.isDefault)).toHaveLength(1);
    const other = after.find((method) => !method.isDefault);
    await setDefaultMethod(clerk(), { methodId: other?.id ?? "" });
    const audit = await test.asOwner<{ action: string; detail: unknown }>(
      "select action, detail from audit_log where object_id = $1 order by seq",
      [payerId],
    );
    expect(audit.at(-1)).toMatchObject({ action: "method.default", detail: { after: other?.id } });
  });
});

describe("noticeExpiringCards", () => {
  it("asks once, from the 1st of the last month, unless the card was replaced or removed", async () => {
    const token = "sbx_tok_visa_4242_0726_aaaaaaaaaaaaaaaa";
    const expiring = await keep({ token });
    const replaced = await keep({ token: token.replace(/a+$/, "bbbbbbbbbbbbbbbb") });
    await saveAs((await ask({ payerId: replaced.payerId })).requestId, { clock: clockAfter(MINUTE_MS) });
    const mails = () =>
      test.asOwner("select to_address from mails where kind = 'expiring-card' and object_id = any($1)", [
        [expiring.methodId, replaced.methodId],
      ]);
    // June 30 in New York is July 1 in UTC.
    const june = clockAfter(Date.parse("2026-07-01T02:00:00Z") - Date.parse("2026-05-04T15:00:00Z"));
    await noticeExpiringCards(bench.firm.ctxAt(june));
    expect(await mails()).toEqual([]);
    const july = clockAfter(Date.parse("2026-07-01T05:00:00Z") - Date.parse("2026-05-04T15:00:00Z"));
    await releaseTogether(4, () => noticeExpiringCards(bench.firm.ctxAt(july)));
    await noticeExpiringCards(bench.firm.ctxAt(july));
    expect(await mails()).toEqual([{ to_address: "elena.marsh@bluewater.example" }]);
  });
});

describe("the database itself", () => {
  it.each([
    [
      "a method without a consent",
      "update payment_methods set status = 'active', stored_token_sealed = 'x' where id = $1",
      "processing",
    ],
    ["another last four", "update payment_methods set last4 = '9999' where id = $1", "active"],
    ["another payer", "update payment_methods set payer_id = 'pyr_other' where id = $1", "active"],
    ["another token", "update payment_methods set stored_token_sealed = 'other' where id = $1", "active"],
    ["a removed method's return", "update payment_methods set status = 'active' where id = $1", "removed"],
    ["a changed consent", "update method_consents set text = 'other' where method_id = $1", "active"],
    ["a number for a holder", "update payment_methods set holder = '4242424242424242' where id = $1", "active"],
  ])("refuses %s", async (_what, statement, state) => {
    const asked = await ask();
    if (state === "processing") await causeFaults("unsent=1");
    const { methodId } = await saveAs(asked.requestId);
    await calmFaults();
    if (state === "removed") await removeMethod(clerk(), { methodId });
    await expect(test.asOwner(statement, [methodId])).rejects.toThrow();
  });
});
