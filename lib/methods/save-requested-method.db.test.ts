import { afterEach, describe, expect, it, vi } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import { freezeInstallation, unfreezeInstallation } from "@/lib/installation/freeze-installation";
import { useMethodBench } from "@/tests/support/method-bench";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  refusalOf,
} from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { cancelMethodRequest } from "./cancel-method-request";
import { CONSENT_VERSION } from "./model";
import { listMethodRequests, listMethods } from "./queries";
import { reconcileMethods } from "./reconcile-methods";
import { resendMethodRequest } from "./resend-method-request";

const bench = useMethodBench();
const { test, clerk, viewer, ask, saveAs, keep } = bench;

/** The next writing down of an answer fails, as when the process dies after the gateway has answered. */
const dying = vi.hoisted(() => ({ next: false }));
vi.mock("./record-saved-method", async (original) => {
  const real = await original<typeof import("./record-saved-method")>();
  return {
    ...real,
    recordSavedMethod: (...args: Parameters<typeof real.recordSavedMethod>) => {
      if (!dying.next) return real.recordSavedMethod(...args);
      dying.next = false;
      throw new Error("killed");
    },
  };
});

afterEach(calmFaults);

const statusOf = async (methodId: string) =>
  (await test.asOwner<{ status: string }>("select status from payment_methods where id = $1", [methodId]))[0]?.status;

describe("saveRequestedMethod", () => {
  it("keeps the method with its consent, makes it the default, ends the request, sends a copy, and is audited", async () => {
    const { payerId, requestId } = await ask();
    const result = await saveAs(requestId);
    expect(result).toMatchObject({ kind: "saved", brand: "visa", last4: "4242" });
    const [method] = await listMethods(clerk(), { payerId });
    expect(method).toMatchObject({
      ...{ status: "active", kind: "card", brand: "visa", last4: "4242", funding: "credit", holder: "Elena Marsh" },
      ...{ expiresMonth: "2034-12", isExpired: false, isDefault: true, accountName: "Operating" },
      consent: {
        ...{ version: CONSENT_VERSION, language: "en", actorName: null, ip: "203.0.113.7", origin: "method_page" },
        ...{ entryClass: "", last4: "4242" },
        text: expect.stringMatching(/^I authorize Hartwell & Lowe LLP to keep this card .*\(212\) 555-0142/),
      },
    });
    expect(await listMethodRequests(clerk(), payerId)).toMatchObject([{ status: "done" }]);
    const audit = await test.asOwner("select action, actor from audit_log where object_id = $1 order by seq", [
      payerId,
    ]);
    expect(audit.slice(-2)).toEqual([
      { action: "method.request", actor: "user:usr_test" },
      { action: "method.save", actor: `payer:${requestId}` },
    ]);
    const [mail] = await test.asOwner<{ id: string }>(
      "select id from mails where kind = 'method-saved' and object_id = $1",
      [result.methodId],
    );
    await deliverMail(bench.firm.ctxAt(), mail?.id ?? "");
    const copy = await findMailboxMail(mail?.id ?? "");
    expect(copy?.text).toContain(method?.consent?.text);
    expect(copy?.text).toContain("Visa ending in 4242");
  });

  it("keeps one method, here and at the gateway, of 30 tries at once", async () => {
    const { payerId, requestId } = await ask();
    const before = await bench.keptAtGateway();
    const answers = await releaseTogether(30, () => saveAs(requestId));
    const counts = countAnswers(answers);
    expect(counts.saved).toBe(1);
    expect((await listMethods(clerk(), { payerId })).length).toBe(1);
    expect(await bench.keptAtGateway()).toBe(before + 1);
  });

  it("says no to a card that is over, leaves the request open, and takes the next card", async () => {
    const { payerId, requestId } = await ask();
    const old = await saveAs(requestId, { token: "sbx_tok_visa_4242_0120_aaaaaaaaaaaaaaaa" });
    expect(old).toMatchObject({ kind: "declined", declineCode: "expired_card" });
    expect(await listMethods(clerk(), { payerId })).toEqual([]);
    expect(await saveAs(requestId, { method: "mastercard" })).toMatchObject({ kind: "saved", last4: "4444" });
    expect(await refusalOf(saveAs(requestId))).toMatchObject({ reason: "request_done" });
  });

  it("keeps nothing while all money stands still, and takes the same request afterwards", async () => {
    const { requestId } = await ask();
    await freezeInstallation("test");
    expect(await refusalOf(saveAs(requestId))).toMatchObject({ code: "money_frozen" });
    await unfreezeInstallation("test");
    expect(await saveAs(requestId)).toMatchObject({ kind: "saved" });
  });

  it("writes how a bank account was authorized", async () => {
    const { payerId } = await keep({ method: "bank-pays" });
    const [method] = await listMethods(clerk(), { payerId });
    expect(method).toMatchObject({ kind: "echeck", expiresMonth: "", consent: { entryClass: "WEB", last4: "6789" } });
    expect(method?.consent?.text).toContain("to debit it electronically");
    expect(method?.consent?.text).toContain("to credit it if needed to correct an error");
  });

  it("keeps neither a number nor a readable token", async () => {
    const { methodId } = await keep();
    const [row] = await test.asOwner<{ row: string }>(
      "select row_to_json(m)::text as row from payment_methods m where id = $1",
      [methodId],
    );
    expect(row?.row).not.toMatch(/sbx_|\d{13,}/);
  });
});

describe("an answer that did not come", () => {
  it.each([
    ["was lost after the gateway kept the method", "lost=1"],
    ["never reached the gateway", "unsent=1"],
  ])("because it %s is found by recovery: one method", async (_what, plan) => {
    const { payerId, requestId } = await ask();
    const before = await bench.keptAtGateway();
    await causeFaults(plan);
    const result = await saveAs(requestId);
    expect(result.kind).toBe("unknown");
    expect(await saveAs(requestId)).toEqual(result);
    await calmFaults();
    await reconcileMethods(bench.firm.ctxAt(clockAfter(30 * MINUTE_MS)));
    expect(await statusOf(result.methodId)).toBe("active");
    expect((await listMethods(clerk(), { payerId })).length).toBe(1);
    expect(await bench.keptAtGateway()).toBe(before + 1);
  });

  it("because the process died between the answer and its writing is found by recovery", async () => {
    const { requestId } = await ask();
    dying.next = true;
    const result = await saveAs(requestId);
    expect([result.kind, await statusOf(result.methodId)]).toEqual(["unknown", "processing"]);
    expect(await refusalOf(cancelMethodRequest(clerk(), { requestId }))).toMatchObject({
      reason: "method_being_saved",
    });
    const four = await releaseTogether(4, () => reconcileMethods(bench.firm.ctxAt(clockAfter(30 * MINUTE_MS))));
    expect(four).toHaveLength(4);
    expect(await statusOf(result.methodId)).toBe("active");
  });

  it("is given up once the gateway's key may be forgotten", async () => {
    const { requestId } = await ask();
    await causeFaults("unsent=1");
    const { methodId } = await saveAs(requestId);
    await calmFaults();
    await reconcileMethods(bench.firm.ctxAt(clockAfter(22 * HOUR_MS)));
    expect(await statusOf(methodId)).toBe("failed");
    expect(await saveAs(requestId, { clock: clockAfter(22 * HOUR_MS) })).toMatchObject({ kind: "saved" });
  });
});

describe("requests", () => {
  it("are made once by 30 presses, mailed, sent again, and cancelled once", async () => {
    const payerId = await bench.makePayer();
    const answers = await releaseTogether(30, () => ask({ payerId, requestKey: "thirty-presses" }));
    expect(countAnswers(answers)).toEqual({ object: 30 });
    const [request] = await listMethodRequests(clerk(), payerId);
    const requestId = request?.id ?? "";
    const mails = () => test.asOwner("select kind from mails where object_id = $1", [requestId]);
    expect(await mails()).toHaveLength(1);
    await resendMethodRequest(clerk({ clock: clockAfter(HOUR_MS) }), { requestId });
    expect(await mails()).toHaveLength(2);
    const cancels = await releaseTogether(10, () => cancelMethodRequest(clerk(), { requestId }));
    expect(countAnswers(cancels)).toEqual({ object: 1, "refused request_cancelled": 9 });
    expect(await refusalOf(saveAs(requestId))).toMatchObject({ reason: "request_cancelled" });
  });

  it("expire, and then serve nobody", async () => {
    const { requestId, payerId } = await ask();
    const later = clockAfter(31 * DAY_MS);
    expect(await refusalOf(saveAs(requestId, { clock: later }))).toMatchObject({ reason: "request_expired" });
    expect(await refusalOf(resendMethodRequest(clerk({ clock: later }), { requestId }))).toMatchObject({
      reason: "request_expired",
    });
    expect(await listMethodRequests(clerk({ clock: later }), payerId)).toMatchObject([{ status: "expired" }]);
  });

  it("are refused to whoever lacks the permission, to another's account and to another firm", async () => {
    const { requestId, payerId } = await ask();
    for (const act of [cancelMethodRequest, resendMethodRequest]) {
      expect(await refusalOf(act(viewer(), { requestId }))).toMatchObject({ code: "forbidden" });
      expect(await refusalOf(act(clerk({ accountIds: ["acc_trust"] }), { requestId }))).toMatchObject({
        code: "not_found",
      });
      expect(await refusalOf(act(bench.stranger.ctxAt(), { requestId }))).toMatchObject({ code: "not_found" });
    }
    expect(await listMethods(bench.stranger.ctxAt(), { payerId })).toEqual([]);
    expect(await refusalOf(ask({ payerId, account: "Nowhere" }))).toMatchObject({ reason: "account_unknown" });
  });
});
