import { beforeAll, expect, it } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import { createEndpoint } from "@/lib/event-endpoints/create-endpoint";
import { fixedClock } from "@/lib/platform/clock";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { cancelPayLink } from "./cancel-pay-link";
import { noticeExpiredLinks } from "./notice-expired-links";

const test = useTestDatabase();
let firm: TestFirm;

const MADE = fixedClock(new Date("2026-03-01T12:00:00Z"));
const BEFORE = fixedClock(new Date("2026-03-31T11:59:59Z"));
const AFTER = fixedClock(new Date("2026-03-31T12:00:00Z"));

beforeAll(async () => {
  firm = await makeTestFirm();
});

function noticesOf(linkId: string): Promise<{ id: string; to_address: string }[]> {
  return test.asOwner("select id, to_address from mails where object_id = $1 and kind = 'link-expired'", [linkId]);
}

it("tells the firm once that a link expired unpaid, also when two processes look at once", async () => {
  const link = await firm.makeLink({}, MADE);
  expect(await noticeExpiredLinks(firm.ctxAt(BEFORE))).toEqual({ examined: 0, done: 0, failed: 0, remaining: 0 });
  const runs = await Promise.all(Array.from({ length: 4 }, () => noticeExpiredLinks(firm.ctxAt(AFTER))));
  expect(runs.reduce((sum, run) => sum + run.done, 0)).toBe(1);
  expect(await noticeExpiredLinks(firm.ctxAt(AFTER))).toMatchObject({ examined: 0 });
  const notices = await noticesOf(link.id);
  expect(notices.map((notice) => notice.to_address)).toEqual(["billing@hartwell.example"]);
  const events = await test.asOwner("select kind from pay_link_events where link_id = $1 and kind = 'expired'", [
    link.id,
  ]);
  expect(events).toHaveLength(1);

  await deliverMail(firm.ctxAt(AFTER), notices[0]?.id ?? "");
  const mail = await findMailboxMail(notices[0]?.id ?? "");
  expect(mail?.subject).toMatch(/^Link L-2026-\d{6} expired unpaid$/);
  expect(mail?.text).toContain("Sent to: Elena Marsh, elena.marsh@bluewater.example");
  expect(mail?.text).toContain("Expired: Mar 31, 2026, 8:00 AM ET");
});

it("tells programs of the firm that asked, once, with what their API knows the link by", async () => {
  const hook = { url: "http://127.0.0.1:1/events", events: ["link.expired" as const] };
  await createEndpoint(staffCtx(firm, ["settings.manage"], { clock: MADE }), hook);
  const link = await firm.makeLink({ amountCents: 4_200 }, MADE);
  await Promise.all([1, 2].map(() => noticeExpiredLinks(firm.ctxAt(AFTER))));
  const told = await test.asOwner<{ body: string }>(
    "select body from event_deliveries where object_id = $1 and type = 'link.expired'",
    [link.id],
  );
  expect(told.map(({ body }) => JSON.parse(body))).toMatchObject([
    {
      ...{ type: "link.expired", createdAt: AFTER.now().toISOString() },
      data: { linkId: link.id, status: "expired", amountCents: 4_200, currency: "USD" },
    },
  ]);
});

it("is silent about cancelled links", async () => {
  const link = await firm.makeLink({}, MADE);
  await cancelPayLink(firm.ctxAt(BEFORE), { linkId: link.id });
  await noticeExpiredLinks(firm.ctxAt(AFTER));
  expect(await noticesOf(link.id)).toEqual([]);
});

it("leaves a link alone while a payment on it is open, and notices it after a decline", async () => {
  const link = await firm.makeLink({}, MADE);
  await test.asOwner(
    `insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, currency, receipt_emails,
       link_id, gateway, method_token, created_by, created_at)
     values ('frm_test', 'pay_open', 'P-open', 'quick_link', 'created', 'link:' || $1, 1, 'acc_operating', 125000, 'USD', '{}', $1, 'sandbox',
       'none', 'payer', $2)`,
    [link.id, BEFORE.now()],
  );
  await test.asOwner("update payments set status = 'processing' where id = 'pay_open'");
  expect(await noticeExpiredLinks(firm.ctxAt(AFTER))).toMatchObject({ done: 0, remaining: 1 });
  expect(await noticesOf(link.id)).toEqual([]);
  await test.asOwner("update payments set status = 'declined' where id = 'pay_open'");
  expect(await noticeExpiredLinks(firm.ctxAt(AFTER))).toMatchObject({ done: 1, remaining: 0 });
  expect(await noticesOf(link.id)).toHaveLength(1);
});

it("works through more than one batch", async () => {
  for (let i = 0; i < 230; i += 1) await firm.makeLink({ send: false, recipientEmails: [] }, MADE);
  expect(await noticeExpiredLinks(firm.ctxAt(AFTER))).toEqual({ examined: 230, done: 230, failed: 0, remaining: 0 });
});
