import { beforeEach, describe, expect, it, vi } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { fixedClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { useTestDatabase } from "@/tests/support/test-database";
import { previewAutoPay } from "./preview-auto-pay";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const test = useTestDatabase();
const bench = useAutoPayBench(test);

const item = (key: string, datedOn: string, balanceCents: number) =>
  makeItem({ key, invoiceNumber: `20${key}`, datedOn, balanceCents });
let items: OpenItem[] = [];

beforeEach(async () => {
  items = [item("1", "2026-02-01", 10_000), item("2", "2026-03-01", 20_000)];
  line.system = makeItemsSystem(items);
  await bench.associate("client_number", "10012");
});

/** A run on June 1 is announced on May 22, at 9:00 in New York. */
const startOn = "2026-06-01";
const NOTICE = "2026-05-22T13:00:00Z";
const RUN = "2026-06-01T13:00:00Z";
const bank = async (changes: Parameters<typeof bench.start>[0] = {}) =>
  bench.start({ methodId: await bench.keepMethod("bank-pays"), startDate: startOn, ...changes });

async function notices(autoPayId: string) {
  const rows = await test.asOwner<{ id: string }>(
    "select id from mails where object_id = $1 and kind = 'auto-pay-notice' order by created_at, id",
    [autoPayId],
  );
  for (const { id } of rows) await deliverMail(bench.firm.ctxAt(fixedClock(new Date(NOTICE))), id);
  return Promise.all(rows.map(({ id }) => findMailboxMail(id)));
}

const told = (autoPayId: string) =>
  test.asOwner<{ day: string; cents: string; late: string }>(
    `select run_on::text as day, detail->>'amountCents' as cents, detail->>'late' as late from auto_pay_events
     where auto_pay_id = $1 and kind = 'announced' order by run_on`,
    [autoPayId],
  );

describe("a debit that varies", () => {
  it("is announced ten days before, once, with its day, its sum and its invoices", async () => {
    const id = await bank();
    await bench.runAt("2026-05-22T12:59:00Z");
    expect(await told(id)).toEqual([]);
    await Promise.all([bench.runAt(NOTICE), bench.runAt(NOTICE)]);
    await bench.runAt("2026-05-23T13:00:00Z");
    expect(await told(id)).toEqual([{ day: startOn, cents: "30000", late: "no" }]);
    const [mail, ...more] = await notices(id);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("Hartwell & Lowe LLP debits $300.00 on Jun 1, 2026");
    expect(mail?.text).toContain("Invoice: 201, 202");
    expect(mail?.text).toContain("No more than this is taken on that day.");
    await bench.runAt(RUN);
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([30_000]);
  });

  it("takes no more than was announced: what came later waits for the run after it", async () => {
    const id = await bank();
    await bench.runAt(NOTICE);
    items.push(item("3", "2026-05-25", 5_000));
    const seen = await previewAutoPay(bench.clerk(fixedClock(new Date("2026-05-26T13:00:00Z"))), { autoPayId: id });
    expect(seen).toMatchObject({
      runs: [{ runOn: startOn, totalCents: 30_000 }, { totalCents: 5_000 }, {}, {}, {}, {}],
    });
    await bench.runAt(RUN);
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([30_000]);
    await bench.runAt("2026-06-21T13:00:00Z");
    await bench.runAt("2026-07-01T13:00:00Z");
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([30_000, 5_000]);
    await expectBooksToAgree(test);
  });

  it("of nothing is not mailed; what comes after that waits, and the history says so", async () => {
    line.system = makeItemsSystem([]);
    const id = await bank();
    await bench.runAt(NOTICE);
    expect(await notices(id)).toEqual([]);
    line.system = makeItemsSystem(items);
    await bench.runAt(RUN);
    expect(await bench.charged()).toEqual([]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "nothing_due", reason: "not_announced" }]);
  });

  it("that comes sooner than ten days is announced at once, and not bounded by it", async () => {
    const id = await bank({ startDate: "2026-05-09" });
    await bench.runAt("2026-05-04T13:00:00Z");
    expect(await told(id)).toMatchObject([{ day: "2026-05-09", cents: "30000", late: "yes" }]);
    expect((await notices(id))[0]?.text).toContain("It may change until that day.");
    items.push(item("3", "2026-05-05", 5_000));
    await bench.runAt("2026-05-09T13:00:00Z");
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([35_000]);
  });

  it("of every week is announced day by day, each sum once", async () => {
    const id = await bank({ frequency: "weekly" });
    await bench.runAt("2026-05-29T13:00:00Z");
    expect(await told(id)).toMatchObject([
      { day: startOn, cents: "30000" },
      { day: "2026-06-08", cents: "0", late: "no" },
    ]);
  });

  it("waits for a matter system that does not answer, and is announced when it does", async () => {
    const id = await bank();
    const down = () => Promise.reject(new AppError("upstream_unavailable", { reason: "connector_down" }));
    line.system = makeItemsSystem(items, { searchInvoices: down });
    expect(await bench.runAt(NOTICE)).toMatchObject({ failed: 0 });
    expect(await told(id)).toEqual([]);
    line.system = makeItemsSystem(items);
    await bench.runAt("2026-05-22T14:00:00Z");
    expect(await told(id)).toMatchObject([{ cents: "30000", late: "no" }]);
  });
});

it.each([
  ["a card", { method: "visa", capCents: null }],
  ["a bank account with a cap that its payer knows", { method: "bank-pays", capCents: 15_000 }],
])("says nothing before a charge of %s", async (_name, { method, capCents }) => {
  const id = await bench.start({ methodId: await bench.keepMethod(method), startDate: startOn, capCents });
  await bench.runAt(NOTICE);
  expect(await told(id)).toEqual([]);
});
