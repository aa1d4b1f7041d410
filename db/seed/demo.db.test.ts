import { Client } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { fixedClock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { signInStaff } from "@/lib/staff/sign-in";
import { useTestDatabase } from "@/tests/support/test-database";
import { findFaults } from "./books-agree";
import { type SeedReport, seedDemo } from "./demo";
import { DEMO_PASSWORD, HARTWELL, OKAFOR } from "./firms";

const NOW = new Date("2026-03-10T15:30:00Z");
const LATER = new Date("2026-03-12T09:00:00Z");

const test = useTestDatabase();
let first: SeedReport;

beforeAll(async () => {
  first = await seedDemo(test.url, { now: NOW, payments: 400 });
});

describe("seedDemo", () => {
  it("writes both firms with about as many payments as asked for", async () => {
    const rows = await test.asOwner<{ slug: string; n: string }>(
      "select f.slug, count(*) as n from firms f join payments p using (firm_id) group by 1 order by 1",
    );
    expect(rows.map((row) => row.slug)).toEqual(["hartwell", "okafor"]);
    expect(Number(rows[0]?.n)).toBeGreaterThan(360);
    expect(Number(rows[0]?.n)).toBeLessThan(460);
    expect(first.seeded).toBe(true);
  });

  it("changes nothing the second time, also at another time", async () => {
    const before = await fingerprint();
    const second = await seedDemo(test.url, { now: LATER, payments: 900 });
    expect(second).toEqual({ seeded: false, payLinkToken: first.payLinkToken });
    expect(await fingerprint()).toEqual(before);
  });

  it.each([HARTWELL, OKAFOR])("leaves books of $slug that agree, with legal histories", async ({ firmId }) => {
    expect(await faultsOf(firmId)).toEqual([]);
  });

  it("has a payment in every state but those that last a moment", async () => {
    const rows = await test.asOwner<{ status: string }>(
      "select distinct status from payments where firm_id = $1 order by 1",
      [HARTWELL.firmId],
    );
    expect(rows.map((row) => row.status)).toEqual([
      "approved",
      "declined",
      "dispute_lost",
      "disputed",
      "partially_refunded",
      "pending",
      "refunded",
      "returned",
      "settled",
      "unknown",
      "voided",
    ]);
  });

  it("has links in every state", async () => {
    const [row] = await test.asOwner<Record<string, string>>(
      `select count(*) filter (where l.status = 'open' and expires_at > $2 and p.id is null and opened_at is not null) as opened,
         count(*) filter (where l.status = 'open' and expires_at > $2 and p.id is null and locale = 'fr') as french,
         count(*) filter (where l.status = 'open' and expires_at > $2 and p.id is null and message <> '') as with_message,
         count(*) filter (where l.status = 'open' and expires_at <= $2) as expired,
         count(*) filter (where l.status = 'cancelled') as cancelled,
         count(*) filter (where l.status = 'paid' and amount_paid_cents = amount_cents) as paid,
         count(*) filter (where l.status = 'paid' and amount_paid_cents < amount_cents) as part_paid,
         count(*) filter (where l.status = 'paid' and p.status = 'pending') as clearing,
         count(*) filter (where l.status = 'open' and p.status = 'unknown') as being_checked
       from pay_links l
       left join (select id, firm_id, link_id, status from payments where firm_id = 'frm_hartwell' and status not in ('declined', 'error', 'voided')) p
         on p.firm_id = l.firm_id and p.link_id = l.id
       where l.firm_id = $1`,
      [HARTWELL.firmId, NOW],
    );
    expect(Object.entries(row ?? {}).filter(([, n]) => Number(n) === 0)).toEqual([]);
  });

  it("prints a link that opens and can be paid, with the contract's amount", async () => {
    const found = await findPublicLink(first.payLinkToken);
    expect(found?.firm.name).toBe("Hartwell & Lowe LLP");
    expect(found?.link).toMatchObject({ amountCents: 125_000, accountKind: "operating", recipientName: "Elena Marsh" });
  });

  it.each(["admin@hartwell.example", "billing@hartwell.example", "viewer@hartwell.example", "admin@okafor.example"])(
    "lets %s sign in",
    async (email) => {
      const { firmId } = await signInStaff({ email, password: DEMO_PASSWORD, ip: "203.0.113.9" });
      expect(firmId).toBe(email.endsWith("@hartwell.example") ? HARTWELL.firmId : OKAFOR.firmId);
    },
  );

  it.each([HARTWELL, OKAFOR])("keeps of the API key of $slug only its hash, which leads to the firm", async (firm) => {
    const rows = await test.asOwner(
      "select d.firm_id, k.key_hash from directory d join api_keys k on k.id = d.ref_id where d.kind = 'api_key' and d.key = $1",
      [hashToken(firm.apiKey.plain)],
    );
    expect(rows).toEqual([{ firm_id: firm.firmId, key_hash: hashToken(firm.apiKey.plain) }]);
  });

  it("puts the guards back", async () => {
    await expect(test.asOwner("update payments set status = 'approved' where status = 'declined'")).rejects.toThrow(
      /cannot move/,
    );
  });
});

describe("the seed's open ends", () => {
  it("are finished by the reconciler, and both books still agree", async () => {
    const weekLater = new Date(NOW.getTime() + 7 * 86_400_000);
    const result = await reconcilePayments(systemContext(HARTWELL.firmId, "reconcile", fixedClock(weekLater)));
    expect(result).toMatchObject({ failed: 0, remaining: 0 });
    expect(result.done).toBeGreaterThan(5);
    const open = await test.asOwner(
      "select id from payments where firm_id = $1 and status in ('approved', 'pending', 'unknown')",
      [HARTWELL.firmId],
    );
    expect(open).toEqual([]);
    expect(await faultsAfter("select 1", HARTWELL.firmId, weekLater)).toEqual([]);
  });
});

describe("findFaults", () => {
  it.each([
    [
      "a cent more in our books",
      "update payments set amount_cents = amount_cents + 1 where id = (select id from payments where firm_id = 'frm_hartwell' and status = 'settled' limit 1)",
      /to the cent/,
    ],
    [
      "a cent more at the gateway",
      "update sandbox.charges set amount_cents = amount_cents + 1 where id = (select id from sandbox.charges where firm_id = 'frm_hartwell' and state = 'settled' limit 1)",
      /to the cent/,
    ],
    [
      "a charge that we know nothing of",
      "update sandbox.charges set reference = 'pay_nobody' where id = (select id from sandbox.charges where firm_id = 'frm_hartwell' and state = 'settled' limit 1)",
      /to the cent/,
    ],
    [
      "a lost receipt",
      "delete from receipts where id = (select id from receipts where firm_id = 'frm_hartwell' limit 1)",
      /receipt/,
    ],
    [
      "an event too many",
      "insert into payment_events (firm_id, payment_id, from_status, to_status, actor, at) select firm_id, id, 'settled', 'created', 'x', now() from payments where firm_id = 'frm_hartwell' and status = 'settled' limit 1",
      /not a legal one/,
    ],
    [
      "a refund that was not counted",
      "update payments set refunded_cents = 0 where id = (select id from payments where firm_id = 'frm_hartwell' and status = 'refunded' limit 1)",
      /do not add up/,
    ],
    [
      "a link that says paid too much",
      "update pay_links set amount_paid_cents = amount_paid_cents + 1 where id = (select id from pay_links where firm_id = 'frm_hartwell' and status = 'paid' limit 1)",
      /what was paid/,
    ],
    ["a counter set back", "update firm_counters set value = value - 1 where kind = 'payment'", /number again/],
  ])("finds %s", async (_name, damage, words) => {
    const found = await faultsAfter(damage);
    expect(found.some((fault) => words.test(fault))).toBe(true);
  });
});

async function faultsOf(firmId: string): Promise<string[]> {
  return faultsAfter("select 1", firmId);
}

/** Damages the books in a transaction that is taken back. */
async function faultsAfter(damage: string, firmId = HARTWELL.firmId, now = LATER): Promise<string[]> {
  const client = new Client({ connectionString: test.url });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("alter table payments disable trigger user");
    await client.query("alter table payment_events disable trigger user");
    await client.query(damage);
    return await findFaults(client, firmId, now);
  } finally {
    await client.query("rollback");
    await client.end();
  }
}

async function fingerprint(): Promise<object[]> {
  const tables = [
    "firms",
    "users",
    "api_keys",
    "payers",
    "pay_links",
    "pay_link_events",
    "payments",
    "payment_events",
    "refunds",
    "receipts",
    "audit_log",
    "directory",
    "sandbox.charges",
    "sandbox.refunds",
  ];
  const parts = tables.map(
    (table) =>
      `select '${table}' as name, count(*) as n, md5(string_agg(t::text, '|' order by t::text)) as hash from ${table} t`,
  );
  return test.asOwner(parts.join(" union all "));
}
