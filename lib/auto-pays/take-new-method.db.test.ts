import { beforeEach, describe, expect, it, vi } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { saveRequestedMethod } from "@/lib/methods/save-requested-method";
import { SaveRequestedInput } from "@/lib/methods/schemas";
import { fixedClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { actAtGateway } from "@/tests/support/act-at-gateway";
import { FIRST_RUN, useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { tokenOf } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { getAutoPay } from "./queries";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const test = useTestDatabase();
const bench = useAutoPayBench(test);

const items = [makeItem({ key: "1", invoiceNumber: "201", datedOn: "2026-02-01", balanceCents: 10_000 })];

beforeEach(async () => {
  line.system = makeItemsSystem(items);
  await bench.associate("client_number", "10012");
});

const ctxAt = (instant: string) => bench.firm.ctxAt(fixedClock(new Date(instant)));

/** What the payer was mailed of the failed runs of an Auto-Pay, oldest first; null: it was not true any more at its turn. */
async function mailsOf(autoPayId: string, instant: string) {
  const rows = await test.asOwner<{ id: string }>(
    "select id from mails where object_id = $1 and kind = 'auto-pay-failed' order by created_at, id",
    [autoPayId],
  );
  for (const { id } of rows) await deliverMail(ctxAt(instant), id);
  return Promise.all(rows.map(({ id }) => findMailboxMail(id)));
}

async function openRequest(): Promise<string> {
  const [request] = await test.asOwner<{ id: string }>(
    "select id from method_requests where firm_id = $1 and request_key like 'auto_pay:%' and status = 'open' order by id desc limit 1",
    [bench.firm.firmId],
  );
  return request?.id ?? "";
}

async function saveUnder(requestId: string, method: string, instant: string): Promise<string> {
  const ctx: Ctx = { ...ctxAt(instant), actor: { kind: "payer", via: requestId }, ip: "203.0.113.7" };
  const consent = { holder: "Elena Marsh", kind: method.startsWith("bank") ? "echeck" : "card", language: "en" };
  const input = SaveRequestedInput.parse({ ...consent, agreed: true, methodToken: tokenOf(method) });
  return (await saveRequestedMethod(ctx, requestId, input)).methodId;
}

describe("a decline", () => {
  it("is mailed to the payer with a link; the method saved under it takes the run and the coming ones", async () => {
    const id = await bench.start({ methodId: await bench.keepMethod("declined-when-saved") });
    await bench.runAt(FIRST_RUN);
    const [mail, ...more] = await mailsOf(id, FIRST_RUN);
    expect(more).toEqual([]);
    expect(mail?.to).toBe("elena.marsh@bluewater.example");
    expect(mail?.subject).toBe("Your payment to Hartwell & Lowe LLP did not go through");
    expect(mail?.text).toContain("$100.00");
    expect(mail?.text).toContain("It is tried again with the same payment method on May 7, 2026.");
    expect(mail?.links[0]).toMatch(/\/method\/[\w-]{43}$/);

    const methodId = await saveUnder(await openRequest(), "mastercard", "2026-05-05T10:00:00Z");
    expect(await getAutoPay(bench.clerk(), id)).toMatchObject({ methodId, method: { last4: "4444" } });
    expect(await bench.runAt("2026-05-05T10:01:00Z")).toMatchObject({ done: 1 });
    expect((await bench.charged()).map(({ state }) => state)).toEqual(["declined", "approved"]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "paid", round: 2 }]);
    const audit = await test.asOwner(
      "select 1 from audit_log where firm_id = $1 and action = 'auto_pay.change' and actor like 'payer%'",
      [bench.firm.firmId],
    );
    expect(audit).toHaveLength(1);
  });

  it("is not mailed any more once it was paid before the mail's turn", async () => {
    const id = await bench.start({ methodId: await bench.keepMethod("declined-when-saved") });
    await bench.runAt(FIRST_RUN);
    await saveUnder(await openRequest(), "mastercard", "2026-05-05T10:00:00Z");
    await bench.runAt("2026-05-05T10:01:00Z");
    expect(await mailsOf(id, "2026-05-05T10:02:00Z")).toEqual([null]);
  });

  it("of an Auto-Pay that was cancelled meanwhile takes the saved method nowhere", async () => {
    const methodId = await bench.keepMethod("declined-when-saved");
    const id = await bench.start({ methodId });
    await bench.runAt(FIRST_RUN);
    await test.asOwner(
      "update auto_pays set status = 'cancelled', next_at = null, next_run_on = null where firm_id = $1 and id = $2",
      [bench.firm.firmId, id],
    );
    await saveUnder(await openRequest(), "mastercard", "2026-05-05T10:00:00Z");
    expect(await getAutoPay(bench.clerk(), id)).toMatchObject({ methodId });
  });
});

describe("who hears of it", () => {
  it("the payer hears of an eCheck that came back, too; the method saved then has a claim of its own", async () => {
    const id = await bench.start({ methodId: await bench.keepMethod("bank-pays") });
    await bench.runAt(FIRST_RUN);
    const [payment] = await test.asOwner<{ id: string }>("select id from payments where firm_id = $1", [
      bench.firm.firmId,
    ]);
    const clock = fixedClock(new Date("2026-05-07T16:00:00Z"));
    await actAtGateway(test, bench.firm, payment?.id ?? "", { action: "return", code: "R02", clock });
    const [mail] = await mailsOf(id, "2026-05-07T16:00:00Z");
    expect(mail?.text).not.toContain("tried again");
    await saveUnder(await openRequest(), "visa", "2026-05-08T10:00:00Z");
    await bench.runAt("2026-05-08T10:01:00Z");
    expect((await bench.charged()).map(({ key, state }) => [key.slice(-2), state])).toEqual([
      [":1", "returned"],
      [":1", "approved"],
    ]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "paid", round: 2 }]);
  });

  it("nobody but staff hears that the matter system did not answer", async () => {
    const id = await bench.start();
    const down = () => Promise.reject(new AppError("upstream_unavailable", { reason: "connector_down" }));
    line.system = makeItemsSystem(items, { searchInvoices: down });
    await bench.runAt(FIRST_RUN);
    await bench.runAt("2026-05-05T04:00:00Z");
    expect(await bench.runsOf(id)).toMatchObject([{ status: "failed", reason: "connector_down" }]);
    expect(await mailsOf(id, "2026-05-05T04:00:00Z")).toEqual([]);
  });
});
