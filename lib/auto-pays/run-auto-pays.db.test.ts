import { beforeEach, describe, expect, it, vi } from "vitest";
import { notificationAddresses } from "@/db/schema/notifications";
import { payDraft } from "@/lib/connect-payments/pay-draft";
import { saveConnectModule } from "@/lib/connect-settings/save-connect-module";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { fixedClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import { EVE, FIRST_RUN, useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { makeItem } from "@/tests/support/connect-bench";
import { allocateDraft, entryOf } from "@/tests/support/draft-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { makeTestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { runAutoPays } from "./run-auto-pays";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const test = useTestDatabase();
const bench = useAutoPayBench(test);

const item = (key: string, datedOn: string, balanceCents: number, more: Partial<OpenItem> = {}) =>
  makeItem({ key, invoiceNumber: `20${key}`, datedOn, balanceCents, payorName: "Bluewater Marine", ...more });
let items: OpenItem[] = [];
const down = (reason = "connector_down") =>
  makeItemsSystem(items, { searchInvoices: () => Promise.reject(new AppError("upstream_unavailable", { reason })) });

beforeEach(() => {
  items = [item("2", "2026-03-01", 20_000), item("1", "2026-02-01", 10_000), item("3", "2026-04-01", 30_000)];
  line.system = makeItemsSystem(items);
});

const postings = () =>
  test.asOwner<{ invoice: string; cents: number; source: string }>(
    `select invoice_number as invoice, amount_cents::int as cents, source from postings where firm_id = $1 order by place`,
    [bench.firm.firmId],
  );
const alerts = async () =>
  (
    await test.asOwner<{ kind: string }>(
      "select kind from alerts where firm_id = $1 and closed_at is null order by kind",
      [bench.firm.firmId],
    )
  ).map(({ kind }) => kind);
const receipts = async () =>
  (
    await test.asOwner<{ n: number }>("select count(*)::int as n from mails where firm_id = $1 and kind = 'receipt'", [
      bench.firm.firmId,
    ])
  )[0]?.n;

describe("a run", () => {
  it("pays what is open, oldest first, as one claim with posting records and a receipt", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    expect(await bench.runAt("2026-05-04T12:59:00Z")).toEqual({ examined: 0, done: 0, failed: 0, remaining: 0 });
    expect(await bench.runAt(FIRST_RUN)).toEqual({ examined: 1, done: 1, failed: 0, remaining: 0 });
    expect(await bench.charged()).toEqual([{ key: `auto-pay:${id}:2026-05-04:1`, cents: 60_000, state: "approved" }]);
    expect(await postings()).toEqual([
      { invoice: "201", cents: 10_000, source: "auto_pay" },
      { invoice: "202", cents: 20_000, source: "auto_pay" },
      { invoice: "203", cents: 30_000, source: "auto_pay" },
    ]);
    expect(await receipts()).toBe(1);
    expect(await bench.runsOf(id)).toMatchObject([{ run_on: "2026-05-04", status: "paid", cents: 60_000 }]);
    expect(await bench.eventsOf(id)).toEqual(["created", "enrolled", "started", "run_charging", "run_paid"]);
    await expectBooksToAgree(test);
  });

  it("stops at its cap, and goes on from there", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start({ capCents: 15_000, frequency: "weekly" });
    await bench.runAt(FIRST_RUN);
    expect((await postings()).map(({ invoice, cents }) => [invoice, cents])).toEqual([
      ["201", 10_000],
      ["202", 5_000],
    ]);
    // Not confirmed yet: the matter system still shows both as open.
    await bench.runAt("2026-05-11T13:00:00Z");
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([15_000, 15_000]);
    expect((await bench.runsOf(id)).map(({ run_on }) => run_on)).toEqual(["2026-05-04", "2026-05-11"]);
    const sums = await test.asOwner<{ invoice: string; cents: number }>(
      "select invoice_number as invoice, sum(amount_cents)::int as cents from postings where firm_id = $1 group by 1 order by 1",
      [bench.firm.firmId],
    );
    expect(sums.map(({ invoice, cents }) => [invoice, cents])).toEqual([
      ["201", 10_000],
      ["202", 20_000],
    ]);
  });

  it("is one charge, however many callers there are at once", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    const answers = await Promise.all(Array.from({ length: 8 }, () => bench.runAt(FIRST_RUN)));
    expect(await bench.charged()).toHaveLength(1);
    expect(answers.reduce((sum, { examined }) => sum + examined, 0)).toBe(1);
    await bench.runAt("2026-05-04T16:00:00Z");
    expect(await bench.charged()).toHaveLength(1);
    expect(await bench.runsOf(id)).toHaveLength(1);
  });

  it("charges nothing where nothing is owed, and says so", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    line.system = makeItemsSystem([]);
    expect(await bench.runAt(FIRST_RUN)).toMatchObject({ done: 1 });
    expect(await bench.charged()).toEqual([]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "nothing_due" }]);
    expect(await bench.eventsOf(id)).toContain("run_nothing_due");
  });

  it("leaves other payors' parts and other currencies alone unless it is told", async () => {
    items.push(item("4", "2026-01-01", 4_000, { payorNumber: "P-9", payorName: "Harbor Insurance" }));
    items.push(item("5", "2026-01-01", 5_000, { currency: "CAD" }));
    await bench.associate("client_number", "10012");
    await bench.start({ paysOthers: false });
    await bench.runAt(FIRST_RUN);
    expect((await bench.charged()).map(({ cents }) => cents)).toEqual([60_000]);
  });
});

describe("a run whose balances cannot be read", () => {
  it("waits, charges nothing, and is made when they can", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    line.system = down();
    expect(await bench.runAt(FIRST_RUN)).toMatchObject({ examined: 1, remaining: 1 });
    expect(await bench.runAt("2026-05-04T13:00:30Z")).toMatchObject({ examined: 0 });
    await bench.runAt("2026-05-04T13:01:00Z");
    await bench.runAt("2026-05-04T13:10:00Z");
    expect(await bench.charged()).toEqual([]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "open", reason: "connector_down" }]);
    expect((await bench.eventsOf(id)).filter((kind) => kind === "run_waits")).toHaveLength(1);
    line.system = makeItemsSystem(items);
    expect(await bench.runAt("2026-05-04T18:00:00Z")).toMatchObject({ done: 1 });
    expect(await bench.charged()).toHaveLength(1);
    expect(await alerts()).toEqual([]);
  });

  it("fails with its day, with an alert, even if they can be read afterwards; the next run clears it", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start({ frequency: "weekly" });
    line.system = down("connector_slow");
    await bench.runAt(FIRST_RUN);
    line.system = makeItemsSystem(items);
    expect(await bench.runAt("2026-05-05T04:00:00Z")).toMatchObject({ failed: 1 });
    expect(await bench.charged()).toEqual([]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "failed", reason: "connector_slow" }]);
    expect(await alerts()).toEqual(["auto_pay_failed"]);
    await bench.runAt("2026-05-11T13:00:00Z");
    expect(await bench.charged()).toHaveLength(1);
    expect(await alerts()).toEqual([]);
  });

  it("never charges on balances that have grown old", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    let now = new Date(FIRST_RUN).getTime();
    // Each look at the clock is a minute and a half later: whatever was read is stale when it is to be claimed.
    const tick = () => {
      now += 90_000;
      return new Date(now);
    };
    await runAutoPays(systemContext(bench.firm.firmId, "auto-pays", { now: tick }));
    expect(await bench.charged()).toEqual([]);
    expect(await bench.runsOf(id)).toMatchObject([{ status: "open", reason: "balances_moving" }]);
  });
});

describe("a failed run is mailed to staff who asked for it", () => {
  const mails = async () =>
    (
      await test.asOwner<{ run: string }>(
        `select payload->>'runId' as run from mails
         where firm_id = $1 and kind = 'staff-notice' and payload->>'event' = 'auto_pay_failed' order by 1`,
        [bench.firm.firmId],
      )
    ).map(({ run }) => run);

  beforeEach(async () => {
    const { firm } = bench;
    const { userId } = await makeTestUser(firm, "usr_reader");
    const address = { firmId: firm.firmId, id: "ntf_reader", userId, address: "reader@hartwell.example", position: 0 };
    const asked = { events: ["auto_pay_failed"], largeCents: 500_000, createdAt: new Date(FIRST_RUN) };
    await inFirm(firm.ctxAt(), (tx) => tx.insert(notificationAddresses).values({ ...address, ...asked }));
    await bench.associate("client_number", "10012");
  });

  it("once, though it was declined in several rounds", async () => {
    const id = await bench.start({ methodId: await bench.keepMethod("declined-when-saved") });
    expect(await bench.runAt(FIRST_RUN)).toMatchObject({ failed: 1 });
    expect(await mails()).toEqual([`${id}:2026-05-04`]);
    await bench.runAt("2026-05-07T13:00:00Z");
    expect(await bench.charged()).toHaveLength(2);
    expect(await mails()).toEqual([`${id}:2026-05-04`]);
  });

  it("when its day is over, not while it waits; each run anew, though one alert stands open over both", async () => {
    const id = await bench.start({ frequency: "weekly" });
    line.system = down("connector_slow");
    await bench.runAt(FIRST_RUN);
    expect(await mails()).toEqual([]);
    for (const time of ["2026-05-05T04:00:00Z", "2026-05-05T04:01:00Z"]) await bench.runAt(time);
    expect(await mails()).toEqual([`${id}:2026-05-04`]);
    await bench.runAt("2026-05-11T13:00:00Z");
    await bench.runAt("2026-05-12T04:00:00Z");
    expect(await mails()).toEqual([`${id}:2026-05-04`, `${id}:2026-05-11`]);
    expect(await alerts()).toEqual(["auto_pay_failed"]);
  });
});

describe("an invoice that somebody else pays meanwhile", () => {
  it("is left out: the run looks again and charges the rest", async () => {
    await bench.associate("client_number", "10012");
    await bench.start();
    const clerk = (await makeTestUser(bench.firm, "usr_ada")).ctxAt(EVE);
    let reads = 0;
    line.system = makeItemsSystem(items, {
      readItems: async (refs) => {
        reads += 1;
        const read = items.filter(({ key }) => refs.some((ref) => ref.key === key));
        // Between this reading and the claim a clerk takes the oldest invoice.
        if (reads === 1) await payByHand();
        return read.map((each) => ({ ...each, status: "open" as const }));
      },
    });
    async function payByHand() {
      const draftId = await allocateDraft(clerk, items, { "1": 10_000 });
      expect(await payDraft(clerk, entryOf(draftId))).toMatchObject({ kind: "done" });
    }
    await bench.runAt(FIRST_RUN);
    expect((await bench.charged()).map(({ cents }) => cents).sort()).toEqual([10_000, 50_000]);
    const ctx = systemContext(bench.firm.firmId, "test", fixedClock(new Date(FIRST_RUN)));
    const [connection] = await test.asOwner<{ id: string }>("select id from connections where firm_id = $1", [
      bench.firm.firmId,
    ]);
    const refs = items.map(({ kind, key }) => ({ kind, key }));
    const sums = await inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, connection?.id ?? "", refs));
    expect(Object.fromEntries(sums)).toEqual({ "invoice:1": 10_000, "invoice:2": 20_000, "invoice:3": 30_000 });
  });
});

describe("where Connect is off", () => {
  it("nothing runs", async () => {
    await bench.associate("client_number", "10012");
    await bench.start();
    await saveConnectModule(bench.clerk(), { isOn: false });
    expect(await bench.runAt(FIRST_RUN)).toEqual({ examined: 0, done: 0, failed: 0, remaining: 0 });
    expect(await bench.charged()).toEqual([]);
  });
});
