import { beforeAll, describe, expect, it } from "vitest";
import { openDemoPostgres } from "@/connect/databases/demo-postgres";
import { folderDrop } from "@/connect/drops/folder";
import { Journal } from "@/connect/drops/journal";
import { procedureMatterSystem } from "@/connect/procedure-matter-system";
import { matterSystemDefinition } from "@/lib/matter-systems/registry";
import { useTestDatabase } from "@/tests/support/test-database";
import { seedConnect } from "./connect";
import { seedDemo } from "./demo";
import { HARTWELL, OKAFOR } from "./firms";
import { MATTER_PLACES, type MatterPlace } from "./matter-systems/places";

const NOW = new Date("2026-03-10T15:30:00Z");
const test = useTestDatabase();

beforeAll(async () => {
  // An older demo: its firms are there, their matter systems are not.
  await seedDemo(test.url, { now: NOW, payments: 2_000 });
  expect(await seedConnect(test.url, { now: NOW })).toBe(true);
});

type PostingRow = {
  number: string;
  state: string;
  kind: "invoice" | "trust";
  itemKey: string;
  reason: string;
  amount: number;
  confirmed: boolean;
  batch: string | null;
};

describe("seedConnect", () => {
  it("changes nothing the second time", async () => {
    const before = await test.asOwner("select * from postings order by id");
    expect(await seedConnect(test.url, { now: new Date("2026-03-12T09:00:00Z") })).toBe(false);
    expect(await test.asOwner("select * from postings order by id")).toEqual(before);
  });

  it("has one Auto-Pay that runs, weeks ahead, of a client whose invoices its matter system holds", async () => {
    const rows = await test.asOwner(
      `select a.status, a.next_at > $1 as is_ahead, e.level, e.client_number as client from auto_pays a
       join auto_pay_enrollments r on r.firm_id = a.firm_id and r.auto_pay_id = a.id
       join associations e on e.firm_id = r.firm_id and e.id = r.association_id`,
      [NOW],
    );
    expect(rows).toEqual([{ status: "active", is_ahead: true, level: "client", client: "10277" }]);
  });

  it("has records in every view, and incomplete ones for the reasons that a newcomer meets", async () => {
    const rows = await listPostings(HARTWELL.firmId);
    const inState = (state: string) => rows.filter((row) => row.state === state);
    for (const state of ["pending", "incomplete", "queued", "posted", "removed"])
      expect(inState(state).length, state).toBeGreaterThan(1);
    expect(rows.length).toBeGreaterThan(36);
    expect(new Set(inState("incomplete").map(({ reason }) => reason))).toEqual(
      new Set(["over_balance", "invoice_closed", "invoice_not_found", "several_invoices"]),
    );
    expect(rows.some(({ amount, state }) => amount < 0 && state === "pending")).toBe(true);
    expect(rows.some(({ kind }) => kind === "trust")).toBe(true);
    expect((await listPostings(OKAFOR.firmId)).length).toBeGreaterThan(3);
  });

  it("leaves records of each payment that stand for what is held of it, spread as its lines say", async () => {
    const wrong = await test.asOwner(
      `select p.id, p.status, p.amount_cents - p.refunded_cents as held, sum(s.amount_cents) as stands
       from payments p join postings s on s.firm_id = p.firm_id and s.payment_id = p.id
       group by p.firm_id, p.id, p.status, p.amount_cents, p.refunded_cents
       having sum(s.amount_cents) <> case p.status when 'returned' then 0 else p.amount_cents - p.refunded_cents end`,
    );
    expect(wrong).toEqual([]);
    const unlike = await test.asOwner(
      `select s.id from postings s left join payments p on p.firm_id = s.firm_id and p.id = s.payment_id
       left join allocation_lines l on l.firm_id = s.firm_id and l.obligation = p.obligation and l.place = s.place
       where s.cause = 'payment' and (l.amount_cents, l.item_key, l.kind, l.currency) is distinct from (s.amount_cents, s.item_key, s.kind, s.currency)`,
    );
    expect(unlike).toEqual([]);
  });

  it("has files that hold their records to the cent, and nothing posted without one", async () => {
    const wrong = await test.asOwner(
      `select b.id from posting_batches b left join postings s on s.firm_id = b.firm_id and s.batch_id = b.id
       group by b.firm_id, b.id, b.records, b.total_cents, b.content
       having count(s.id) <> b.records or sum(s.amount_cents) <> b.total_cents or not bool_and(position(s.number in b.content) > 0)`,
    );
    expect(wrong).toEqual([]);
    const loose = await test.asOwner(
      "select id from postings where (state = 'posted' and (batch_id is null or queued_at is null)) or queued_at < created_at or posted_at < queued_at",
    );
    expect(loose).toEqual([]);
  });

  it.each(MATTER_PLACES.filter(({ isInUse }) => isInUse))(
    "names items and receipts of $connectionName that its own procedures know",
    async (place) => {
      const rows = await listPostings(place.firm.firmId);
      await withSystem(place, async (system) => {
        const matched = rows.filter(({ itemKey, reason }) => itemKey !== "" && reason !== "invoice_not_found");
        const items = await system.readItems(matched.map(({ itemKey: key, kind }) => ({ key, kind })));
        const byKey = new Map(items.map((item) => [item.key, item]));
        for (const { itemKey, state, amount, number } of matched) {
          const item = byKey.get(itemKey);
          expect(item, `${number} ${itemKey}`).toBeDefined();
          if (state === "pending" && amount > 0) {
            expect(item?.status, number).toBe("open");
            if (item?.kind === "invoice") expect(item.balanceCents, number).toBeGreaterThanOrEqual(amount);
          }
        }
        const posted = rows.filter(({ state }) => state === "posted");
        const confirmed = await system.confirmRecords(posted.map(({ number }) => number));
        expect(confirmed.map(({ reference }) => reference).sort()).toEqual(posted.map(({ number }) => number).sort());
        expect(posted.some((row) => row.confirmed)).toBe(posted.length > 0);
      });
    },
  );

  it("switches Connect on for both firms, each with its own matter system", async () => {
    const rows = await test.asOwner("select firm_id, is_on, connection_id from connect_settings order by firm_id");
    expect(rows).toEqual([
      { firm_id: HARTWELL.firmId, is_on: true, connection_id: "con_hartwell_three_e" },
      { firm_id: OKAFOR.firmId, is_on: true, connection_id: "con_okafor_prolaw" },
    ]);
  });
});

function listPostings(firmId: string): Promise<PostingRow[]> {
  return test.asOwner<PostingRow>(
    `select number, state, kind, item_key as "itemKey", reason, amount_cents::int as amount, confirmed_at is not null as confirmed, batch_id as batch
     from postings where firm_id = $1 order by number`,
    [firmId],
  );
}

async function withSystem(
  { schema, system: id }: MatterPlace,
  work: (system: ReturnType<typeof procedureMatterSystem>) => Promise<void>,
): Promise<void> {
  const caller = openDemoPostgres({ databaseUrl: test.url, schema, system: id, maxConnections: 1 });
  const drop = folderDrop({ folder: "never" }, new Journal("never"));
  try {
    await work(procedureMatterSystem({ definition: matterSystemDefinition(id), caller, drop, serviceVersion: "test" }));
  } finally {
    await caller.close();
  }
}
