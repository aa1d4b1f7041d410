import { afterEach, describe, expect, it } from "vitest";
import { archiveCustomField } from "@/lib/custom-fields/archive-custom-field";
import { saveCustomField } from "@/lib/custom-fields/save-custom-field";
import { CustomFieldForm } from "@/lib/custom-fields/schemas";
import { getEntryForm, getEntryPayer, listPayerMatches } from "@/lib/payment-forms/queries";
import { saveEntryLayout } from "@/lib/payment-forms/save-entry-layout";
import { EnterPaymentInput } from "@/lib/payment-forms/schemas";
import { randomIds } from "@/lib/platform/ids";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { useMethodBench } from "@/tests/support/method-bench";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  deskAt,
  HOUR_MS,
  MINUTE_MS,
  refusalOf,
  staffCtx,
  tokenOf,
} from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { completeEnteredPayment } from "./complete-entered-payment";
import { enterPayment } from "./enter-payment";
import { findEnteredPayment } from "./find-entered-payment";
import { getPayment } from "./get-payment";
import { reconcilePayments } from "./reconcile-payments";

const bench = useMethodBench();
const { test, clerk, viewer, keep, makePayer } = bench;
let cents = 10_000;

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

/** A form as it is sent: a new payer with a Visa, each time another sum, so that nothing looks like a duplicate. */
function form(changes: Partial<EnterPaymentInput> & { method?: string } = {}): EnterPaymentInput {
  const { method = "visa", ...fields } = changes;
  cents += 100;
  return EnterPaymentInput.parse({
    ...{ requestId: randomIds.next("req"), account: "acc_operating", amountCents: cents },
    ...{ payerId: "", payerName: "Elena Marsh", payerKind: "person", savePayer: false },
    ...{ methodKind: method.startsWith("bank") ? "echeck" : "card", methodId: "", methodToken: tokenOf(method) },
    ...{ receiptEmails: "elena.marsh@bluewater.example", invoiceNumber: "204118", clientRef: "", matterRef: "" },
    ...{ line1: "", line2: "", city: "", region: "", postalCode: "", country: "", customFields: {}, note: "" },
    ...{ authorizedBy: "Elena Marsh", authorizedHow: "phone", isAuthorized: true },
    ...fields,
  });
}

async function columnsOf(paymentId: string): Promise<Record<string, unknown>> {
  const rows = await test.asOwner("select * from payments where id = $1", [paymentId]);
  return (rows[0] ?? {}) as Record<string, unknown>;
}

const paymentsOf = (requestId: string) =>
  test.asOwner<{ status: string }>("select status from payments where obligation = $1 order by attempt", [
    `form:${requestId}`,
  ]);

const auditOf = (objectId: string) =>
  test.asOwner<{ action: string }>("select action from audit_log where object_id = $1 order by seq", [objectId]);

describe("enterPayment", () => {
  it("charges a typed card with everything that stood on the form, a receipt and the audit", async () => {
    const address = { line1: "12 Pier Road", city: "New York", region: "NY", postalCode: "10007", country: "US" };
    const input = form({ ...address, note: "Called in.", clientRef: "10427", savePayer: true });
    const result = await enterPayment(clerk(), input);
    expect(result).toMatchObject({ kind: "approved", receiptToken: expect.any(String) });
    const row = await columnsOf((result as { paymentId: string }).paymentId);
    expect(row).toMatchObject({
      ...{ source: "enter_payment", obligation: `form:${input.requestId}`, charge_use: "present" },
      ...{ note: "Called in.", billing_address: { ...address, line2: "" }, authorization_text: "" },
      ...{ payer_name: "Elena Marsh", payer_id: expect.stringMatching(/^pyr_/), receipt_emails: [input.receiptEmails] },
    });
    const payer = await getEntryPayer(clerk(), { payerId: String(row.payer_id) });
    expect(payer).toMatchObject({ name: "Elena Marsh", clientRefs: ["10427"], address: { city: "New York" } });
    expect(await auditOf(String(row.id))).toEqual([{ action: "payment.approved" }]);
    expect(await auditOf(String(row.payer_id))).toEqual([{ action: "payer.create" }]);
    const mails = await test.asOwner("select kind from mails where object_id = $1", [row.id]);
    expect(mails).toHaveLength(1);
  });

  it("mails no receipt to nobody", async () => {
    const result = await enterPayment(clerk(), form({ receiptEmails: "" }));
    const { id } = await columnsOf((result as { paymentId: string }).paymentId);
    expect(await test.asOwner("select 1 from mails where object_id = $1", [id])).toEqual([]);
  });

  it("charges once however often and however fast the same form is sent", async () => {
    const input = form();
    const answers = await releaseTogether(30, () => enterPayment(clerk(), input));
    const counts = countAnswers(answers);
    expect([counts.approved, (counts.approved ?? 0) + (counts.in_progress ?? 0)]).toEqual([1, 30]);
    expect(await enterPayment(clerk(), input)).toMatchObject({ kind: "in_progress" });
    expect(await paymentsOf(input.requestId)).toHaveLength(1);
    const other = enterPayment(clerk(), { ...input, amountCents: input.amountCents + 1 });
    expect(await refusalOf(other)).toMatchObject({ code: "idempotency_key_reused" });
  });

  it("may be sent again after a decline, with another card, as one payer", async () => {
    const input = form({ method: "declined", savePayer: true, payerName: "Elena Mash" });
    expect(await enterPayment(clerk(), input)).toMatchObject({ kind: "declined", declineCode: "card_declined" });
    expect(await findEnteredPayment(clerk(), input)).toMatchObject({ status: "declined" });
    const again = { ...input, methodToken: tokenOf("visa"), payerName: "Elena Marsh" };
    expect(await enterPayment(clerk(), again)).toMatchObject({ kind: "approved" });
    expect(await paymentsOf(input.requestId)).toEqual([{ status: "declined" }, { status: "approved" }]);
    const payers = await test.asOwner("select name from payers where request_key = $1", [`form:${input.requestId}`]);
    expect(payers).toEqual([{ name: "Elena Marsh" }]);
  });

  it("finds after a lost answer what became of it, and charges nothing twice", async () => {
    const input = form();
    await causeFaults("lost=1,down=0");
    expect(await enterPayment(clerk(), input)).toMatchObject({ kind: "unknown" });
    await calmFaults();
    expect(await enterPayment(clerk(), input)).toMatchObject({ kind: "in_progress" });
    await reconcilePayments(bench.firm.ctxAt(clockAfter(HOUR_MS)));
    expect(await findEnteredPayment(clerk(), input)).toMatchObject({ status: "approved" });
    expect(await paymentsOf(input.requestId)).toHaveLength(1);
  });

  it("waits for the payer’s bank, and asks the gateway how it ended", async () => {
    const input = form({ method: "authenticate" });
    const asked = await enterPayment(clerk(), input);
    expect(asked).toMatchObject({ kind: "requires_action", challengeUrl: expect.any(String) });
    expect(await findEnteredPayment(clerk(), input)).toMatchObject({ challengeUrl: expect.stringMatching(/^\//) });
    expect(await completeEnteredPayment(clerk(), input)).toMatchObject({ kind: "requires_action" });
    const paymentId = (asked as { paymentId: string }).paymentId;
    const desk = deskAt(clockAfter(0));
    const line = (await desk.listLedger()).find(({ reference }) => reference === paymentId);
    await desk.answerChallenge(line?.id ?? "", true);
    expect(await completeEnteredPayment(clerk(), input)).toMatchObject({ kind: "approved" });
    expect(await refusalOf(completeEnteredPayment(viewer(), input))).toMatchObject({ code: "forbidden" });
  });

  it("debits a bank account on the words that the server wrote, never the browser", async () => {
    const result = await enterPayment(clerk(), form({ method: "bank-pays", matterRef: "10427-0001" }));
    expect(result).toMatchObject({ kind: "pending" });
    const row = await columnsOf((result as { paymentId: string }).paymentId);
    expect(row.authorization_text).toMatch(
      /^Elena Marsh authorized Hartwell & Lowe LLP by telephone to debit the bank account ending in 6789 of Elena Marsh once for \$[\d.]+ into the account Operating, on or after May 4, 2026, .* ET\. An error may be credited back\. It can be revoked before the debit by calling \(212\) 555-0142\. For invoice 204118, matter 10427-0001\. Recorded by Test\.$/,
    );
    expect(EnterPaymentInput.safeParse({ ...form({ method: "bank-pays" }), isAuthorized: false }).success).toBe(false);
    expect(EnterPaymentInput.safeParse({ ...form(), isAuthorized: false, authorizedBy: "" }).success).toBe(true);
  });

  it("charges a saved method of that payer, into the account that it is kept at only", async () => {
    const { methodId, payerId } = await keep();
    const saved = { methodKind: "saved" as const, methodId, payerId, methodToken: "" };
    const result = await enterPayment(clerk(), form(saved));
    expect(result).toMatchObject({ kind: "approved" });
    const row = await columnsOf((result as { paymentId: string }).paymentId);
    expect(row).toMatchObject({ saved_method_id: methodId, charge_use: "unscheduled", method_token: "" });
    expect(row.authorization_text).toMatch(/^Elena Marsh authorized .* to Visa ending in 4242 of Elena Marsh into the/);
    const trust = { account: "acc_trust", clientRef: "10427", matterRef: "10427-0001" };
    const foreign = { ...saved, payerId: await makePayer() };
    for (const wrong of [{ ...saved, ...trust }, foreign])
      expect(await refusalOf(enterPayment(clerk(), form(wrong)))).toMatchObject({ code: "invalid_input" });
  });

  it("asks for client and matter of trust money", async () => {
    const trust = form({ account: "acc_trust" });
    expect(await refusalOf(enterPayment(clerk(), trust))).toMatchObject({ reason: "trust_needs_matter" });
    const named = { ...trust, clientRef: "10427", matterRef: "10427-0001" };
    expect(await enterPayment(clerk(), named)).toMatchObject({ kind: "approved" });
  });

  it("asks for the firm’s own fields, and keeps what is given to those it has", async () => {
    const admin = staffCtx(bench.firm, ["settings.manage"]);
    const wish = { module: "payment", label: "Practice", kind: "choice", options: "Tax\nTrusts", isRequired: true };
    const { fieldId } = await saveCustomField(admin, CustomFieldForm.parse(wish));
    expect(await refusalOf(enterPayment(clerk(), form()))).toMatchObject({ code: "invalid_input" });
    const crime = form({ customFields: { [fieldId]: "Crime" } });
    expect(await refusalOf(enterPayment(clerk(), crime))).toMatchObject({ code: "invalid_input" });
    const result = await enterPayment(clerk(), form({ customFields: { [fieldId]: "Tax", fld_foreign: "x" } }));
    expect(await columnsOf((result as { paymentId: string }).paymentId)).toMatchObject({
      custom_fields: { [fieldId]: "Tax" },
    });
    await archiveCustomField(admin, { fieldId, isArchived: true });
  });

  it("refuses whoever lacks the permission, another’s account and another firm", async () => {
    expect(await refusalOf(enterPayment(viewer(), form()))).toMatchObject({ code: "forbidden" });
    const taker = staffCtx(bench.firm, ["payments.take", "payments.view"]);
    expect(await refusalOf(enterPayment(taker, form({ savePayer: true })))).toMatchObject({ code: "forbidden" });
    const limited = clerk({ accountIds: ["acc_trust"] });
    expect(await refusalOf(enterPayment(limited, form()))).toMatchObject({ code: "not_found" });
    const input = form({ payerId: await makePayer() });
    const stranger = staffCtx(bench.stranger, ["payments.take", "payments.view"]);
    expect(await refusalOf(enterPayment(stranger, input))).toMatchObject({ code: "not_found" });
    await enterPayment(clerk(), input);
    expect(await findEnteredPayment(stranger, input)).toBeNull();
    expect(await findEnteredPayment(limited, input)).toBeNull();
    expect(await listPayerMatches(stranger, { q: "marsh" })).toEqual([]);
    for (const ask of [
      getEntryForm(viewer()),
      listPayerMatches(viewer(), { q: "" }),
      findEnteredPayment(viewer(), input),
    ])
      expect(await refusalOf(ask)).toMatchObject({ code: "forbidden" });
  });

  it("does not charge while money is frozen", async () => {
    await test.asOwner("update firms set money_frozen_at = now() where firm_id = 'frm_test'");
    expect(await refusalOf(enterPayment(clerk(), form()))).toMatchObject({ code: "money_frozen" });
    await test.asOwner("update firms set money_frozen_at = null where firm_id = 'frm_test'");
  });
});

describe("the question about duplicates", () => {
  it("is asked before the same sum of the same payer, name or card is charged again, and can be answered", async () => {
    const first = form();
    const { paymentId } = (await enterPayment(clerk(), first)) as { paymentId: string };
    const { number } = await getPayment(clerk(), paymentId);
    const soon = clerk({ clock: clockAfter(3 * MINUTE_MS) });
    const second = form({ amountCents: first.amountCents, payerName: "elena  marsh" });
    expect(await enterPayment(soon, second)).toMatchObject({ kind: "duplicate", paymentId, number, minutesAgo: 3 });
    const sameCard = form({ amountCents: first.amountCents, payerName: "Somebody", methodLast4: "4242" });
    expect(await enterPayment(soon, sameCard)).toMatchObject({ kind: "duplicate", paymentId });
    expect(await paymentsOf(second.requestId)).toEqual([]);
    const other = form({ amountCents: first.amountCents, payerName: "Somebody Else" });
    expect(await enterPayment(soon, other)).toMatchObject({ kind: "approved" });
    expect(await enterPayment(soon, { ...second, acknowledgedPaymentId: paymentId })).toMatchObject({
      kind: "approved",
    });
  });

  it("is not asked of a decline, nor an hour later", async () => {
    const declined = form({ method: "declined" });
    await enterPayment(clerk(), declined);
    const second = form({ amountCents: declined.amountCents });
    expect(await enterPayment(clerk(), second)).toMatchObject({ kind: "approved" });
    const late = clerk({ clock: clockAfter(HOUR_MS) });
    expect(await enterPayment(late, form({ amountCents: declined.amountCents }))).toMatchObject({ kind: "approved" });
  });
});

describe("the layout of a user", () => {
  it("hides what may be hidden, beside the account that was used last, for that user alone", async () => {
    await test.asOwner(
      `insert into users (firm_id, id, email, name, password_hash, permissions, created_at)
       values ('frm_test', 'usr_test', 'layout@hartwell.example', 'Test', 'x', '{payments.take}', now())`,
    );
    const trust = { account: "acc_trust", clientRef: "10427", matterRef: "10427-0001" };
    await saveEntryLayout(clerk(), { hidden: ["note", "amountCents", "billingAddress"] });
    await enterPayment(clerk(), form(trust));
    expect((await getEntryForm(clerk())).layout).toEqual({
      hidden: ["billingAddress", "note"],
      accountId: "acc_trust",
    });
    await saveEntryLayout(clerk(), { hidden: [] });
    expect((await getEntryForm(clerk())).layout).toEqual({ hidden: [], accountId: "acc_trust" });
    expect(await refusalOf(saveEntryLayout(viewer(), { hidden: [] }))).toMatchObject({ code: "forbidden" });
  });
});
