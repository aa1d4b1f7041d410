import { beforeEach, expect, it } from "vitest";
import { eventBody } from "@/lib/api/describe-events";
import { createEndpoint } from "@/lib/event-endpoints/create-endpoint";
import { EVENT_TYPES } from "@/lib/event-endpoints/model";
import { isEventType } from "@/lib/event-endpoints/rules";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { PERMISSIONS } from "@/lib/staff/model";
import { voidPayment } from "@/lib/voids/void-payment";
import { clockAfter, DAY_MS, deskAt, HOUR_MS, MINUTE_MS, payAs, staffCtx } from "../support/money-bench";
import { useTestDatabase } from "../support/test-database";
import { makeTestFirm, type TestFirm } from "../support/test-firm";

/** What a program of the firm is called with when a payment comes to this end. */
const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`, { linkLifeDays: 3_650 });
  await createEndpoint(staff(), { url: "https://events.example/in", events: [...EVENT_TYPES] });
});

const staff = () => staffCtx(firm, PERMISSIONS, { clock: clockAfter(HOUR_MS) });
const lookAt = (ms: number) => reconcilePayments(firm.ctxAt(clockAfter(ms)));

async function pay(method: string): Promise<string> {
  const link = await firm.makeLink({ send: false, amountCents: 10_000 }, clockAfter(0));
  return (await payAs(firm, link.id, { method })).paymentId;
}

async function dispute(paymentId: string): Promise<void> {
  await lookAt(2 * DAY_MS);
  for (const [action, days] of [
    ["dispute", 3],
    ["lose", 50],
  ] as const) {
    const desk = deskAt(clockAfter(days * DAY_MS));
    const line = (await desk.listLedger()).find(({ reference }) => reference === paymentId);
    expect(await desk.actOnCharge(line?.id ?? "", action, "")).toBe(true);
    await lookAt((days + 40) * DAY_MS);
  }
}

it.each<[string, string, (paymentId: string) => Promise<unknown>, string[]]>([
  ["taken", "visa", async () => undefined, ["approved 10000"]],
  ["declined", "declined", async () => undefined, ["declined 10000"]],
  ["cleared", "bank-pays", () => lookAt(10 * MINUTE_MS), ["pending 10000", "settled 10000"]],
  ["returned", "bank-r01", () => lookAt(10 * MINUTE_MS), ["pending 10000", "returned 10000"]],
  [
    "taken back",
    "visa",
    (paymentId) => voidPayment(staff(), { paymentId, reason: "" }),
    ["approved 10000", "voided 10000"],
  ],
  [
    "refunded in parts",
    "visa",
    async (paymentId) => {
      for (const amountCents of [4_000, 6_000])
        await refundPayment(staff(), { paymentId, amountCents, reason: "", requestKey: `of-${amountCents}` });
    },
    ["approved 10000", "refunded 4000 of 4000", "refunded 6000 of 10000"],
  ],
  ["lost", "visa", dispute, ["approved 10000", "settled 10000", "disputed 10000", "dispute_lost 10000"]],
])("a payment that is %s", async (_name, method, act, told) => {
  await act(await pay(method));
  const rows = await test.asOwner<{ type: string; body: string }>(
    "select type, body from event_deliveries where firm_id = $1",
    [firm.firmId],
  );
  for (const { type, body } of rows)
    expect(isEventType(type) && eventBody(type).strict().parse(JSON.parse(body))).toBeTruthy();
  const words = rows.map(({ type, body }) => {
    const { amountCents, refundedCents } = JSON.parse(body).data;
    return `${type.replace("payment.", "")} ${amountCents}${refundedCents ? ` of ${refundedCents}` : ""}`;
  });
  expect(words.toSorted()).toEqual(told.toSorted());
});
