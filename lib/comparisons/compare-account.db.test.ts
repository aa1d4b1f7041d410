import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refundPayment } from "@/lib/refunds/refund-payment";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  refusalOf,
  staffCtx,
} from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { closeBreak } from "./close-break";
import { compareAccount } from "./compare-account";
import { listBreaks } from "./queries";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let made = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});
afterEach(calmFaults);

const TWO_HOURS = 2 * HOUR_MS;
const REFUNDED_HERE = "status = 'partially_refunded', refunded_cents = 5000";
const compare = (ms = TWO_HOURS, accountId = "acc_operating") =>
  compareAccount(staffCtx(firm, ["settings.manage"], { clock: clockAfter(ms) }), { accountId, isAsked: true });

async function pay(): Promise<string> {
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  const result = await payAs(firm, link.id);
  if (result.kind !== "approved") throw new Error(`paying ended as ${result.kind}`);
  return result.paymentId;
}

type Row = {
  kind: string;
  ours: number | null;
  theirs: number | null;
  difference: number;
  closed: boolean;
  closed_by: string;
};
function breaksHere(): Promise<Row[]> {
  return test.asOwner<Row>(
    `select kind, our_cents::int as ours, their_cents::int as theirs, difference_cents::int as difference,
       closed_at is not null as closed, closed_by from breaks where firm_id = $1 order by kind, found_at`,
    [firm.firmId],
  );
}
const openKinds = async () => (await breaksHere()).filter((row) => !row.closed).map((row) => row.kind);
const alerts = () =>
  test.asOwner<{ open: boolean }>(
    "select closed_at is null as open from alerts where firm_id = $1 and kind = 'books_differ' order by raised_at",
    [firm.firmId],
  );

/** Changes the gateway's own record of a payment, as if it had happened there. */
const changeThere = (paymentId: string, change: string) =>
  test.asOwner(`update sandbox.charges set ${change} where reference = $1`, [paymentId]);
/** Changes ours behind the program's back; the guards of the database are off for it. */
async function changeHere(paymentId: string, change: string): Promise<void> {
  await test.asOwner("alter table payments disable trigger user");
  await test.asOwner(`update payments set ${change} where id = $1`, [paymentId]);
  await test.asOwner("alter table payments enable trigger user");
}

/** A charge that the gateway took and we never heard of. */
async function plantCharge(changes: { reference?: string; key?: string; state?: string } = {}): Promise<string> {
  made += 1;
  const reference = changes.reference ?? `pay_planted${made}`;
  await test.asOwner(
    `insert into sandbox.charges (id, firm_id, account_id, account_name, reference, idempotency_key, amount_cents, currency, description,
       state, test_method, last4, created_at)
     values ($1, $2, 'acc_operating', 'Operating', $3, $4, 125000, 'USD', 'Payment', $5, 'visa', '4242', $6)`,
    [
      `sbx_ch_planted${made}`,
      firm.firmId,
      reference,
      changes.key ?? `api:planted${made}:1`,
      changes.state ?? "approved",
      clockAfter(MINUTE_MS).now(),
    ],
  );
  return reference;
}

describe("books that agree", () => {
  it("hold no break, and say how many were compared", async () => {
    for (let i = 0; i < 3; i += 1) await pay();
    const declined = await firm.makeLink({ send: false }, clockAfter(0));
    await payAs(firm, declined.id, { method: "declined" });
    expect(await compare()).toEqual({ kind: "done", examined: 4, found: 0, imported: 0 });
    expect(await breaksHere()).toEqual([]);
    const audit = await test.asOwner(
      "select actor, detail->>'examined' as examined from audit_log where firm_id = $1 and action = 'books.compare'",
      [firm.firmId],
    );
    expect(audit).toEqual([{ actor: "user:usr_test", examined: "4" }]);
  });

  it("are read in pages, whatever their length, with one look-up at most for what lies on an edge", async () => {
    await test.asOwner(
      `insert into sandbox.charges (id, firm_id, account_id, account_name, reference, idempotency_key, amount_cents, currency,
         description, state, test_method, last4, created_at)
       select 'sbx_ch_many_' || $1 || g, $1, 'acc_operating', 'Operating', 'pay_many' || g, 'api:many' || g || ':1', 100 + g, 'USD', '',
         'settled', 'visa', '4242', $2::timestamptz + g * interval '1 second' from generate_series(1, 3200) g`,
      [firm.firmId, clockAfter(0).now()],
    );
    await test.asOwner("alter table payments disable trigger user");
    await test.asOwner(
      `insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, currency, receipt_emails,
         gateway, method_token, gateway_ref, created_by, created_at)
       select $1, 'pay_many' || g, 'P-many-' || g, 'api', 'settled', 'api:many' || g, 1, 'acc_operating', 100 + g, 'USD', '{}', 'sandbox', '',
         'sbx_ch_many_' || $1 || g, 'test', $2::timestamptz + g * interval '1 second' - interval '300 ms' from generate_series(1, 3200) g
       where g <> 1777`,
      [firm.firmId, clockAfter(0).now()],
    );
    await test.asOwner(
      "update payments set amount_cents = amount_cents + 1 where firm_id = $1 and id = 'pay_many2500'",
      [firm.firmId],
    );
    await test.asOwner("alter table payments enable trigger user");
    const result = await compare();
    expect(result).toMatchObject({ kind: "done", found: 2, imported: 1 });
    expect(await openKinds()).toEqual(["amount"]);
  });
});

describe("each kind of break, planted", () => {
  it("one cent is found, told with both sides, and closes by itself once it is put right", async () => {
    const paymentId = await pay();
    await changeThere(paymentId, "amount_cents = amount_cents + 1");
    expect(await compare()).toMatchObject({ kind: "done", found: 1 });
    const amount = { kind: "amount", ours: 125_000, theirs: 125_001, difference: 1, closed: false, closed_by: "" };
    expect(await breaksHere()).toEqual([amount]);
    expect(await alerts()).toEqual([{ open: true }]);
    // Found again it is the same break.
    await compare(3 * HOUR_MS);
    expect(await breaksHere()).toHaveLength(1);
    await changeThere(paymentId, "amount_cents = amount_cents - 1");
    expect(await compare(4 * HOUR_MS)).toMatchObject({ found: 0 });
    expect(await breaksHere()).toMatchObject([{ closed: true, closed_by: "system:comparison" }]);
    expect(await alerts()).toEqual([{ open: false }]);
    // The same break again is a new one.
    await changeThere(paymentId, "amount_cents = amount_cents + 1");
    await compare(5 * HOUR_MS);
    expect(await openKinds()).toEqual(["amount"]);
  });

  it.each<[string, (paymentId: string) => Promise<unknown>, Partial<Row>]>([
    ["currency", (id) => changeThere(id, "currency = 'EUR'"), { theirs: 125_000, difference: 0 }],
    [
      "missing_there",
      (id) => test.asOwner("delete from sandbox.charges where reference = $1", [id]),
      { ours: 125_000, theirs: null, difference: -125_000 },
    ],
    ["refunded", (id) => changeHere(id, REFUNDED_HERE), { ours: 5_000, theirs: 0, difference: -5_000 }],
    ["status", (id) => changeHere(id, "status = 'voided'"), { ours: 125_000, theirs: 125_000, difference: 125_000 }],
    ["money_of_nobody", (id) => changeHere(id, "status = 'error'"), { difference: 125_000 }],
    ["charged_twice", (id) => plantCharge({ reference: id }), { ours: 125_000, theirs: 125_000, difference: 125_000 }],
  ])("%s", async (kind, plant, sides) => {
    await pay();
    const paymentId = await pay();
    await plant(paymentId);
    expect(await compare()).toMatchObject({ kind: "done", found: 1 });
    expect(await breaksHere()).toMatchObject([{ kind, closed: false, ...sides }]);
    expect(await alerts()).toEqual([{ open: true }]);
  });

  it("missing_here stays open where the charge was not made by us, and is told once for two at once", async () => {
    await plantCharge({ reference: "", key: "somebody else's" });
    const both = await releaseTogether(2, () => compare());
    expect(both.map((one) => (one instanceof Error ? one.message : one.kind))).toContain("done");
    expect(await openKinds()).toEqual(["missing_here"]);
  });
});

describe("what is no break", () => {
  it("a return or refund the gateway made since is followed", async () => {
    const paymentId = await pay();
    await changeThere(paymentId, "state = 'settled'");
    expect(await compare()).toMatchObject({ found: 0 });
    const [row] = await test.asOwner<{ status: string }>("select status from payments where id = $1", [paymentId]);
    expect(["approved", "settled"]).toContain(row?.status);
    await changeThere(paymentId, "state = 'disputed', dispute_status = 'open', disputed_at = created_at");
    expect(await compare(3 * HOUR_MS)).toMatchObject({ found: 0 });
    const [after] = await test.asOwner<{ status: string }>("select status from payments where id = $1", [paymentId]);
    expect(after?.status).toBe("disputed");
  });

  it("a refund that somebody made at the gateway itself: it is booked", async () => {
    const paymentId = await pay();
    await changeThere(paymentId, "refunded_cents = 5000");
    expect(await compare()).toMatchObject({ found: 0 });
    const [row] = await test.asOwner("select status, refunded_cents::int as cents from payments where id = $1", [
      paymentId,
    ]);
    expect(row).toEqual({ status: "partially_refunded", cents: 5_000 });
  });

  it("a payment whose answer was lost, and a refund that is not answered", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    await causeFaults("lost=1");
    const lost = await payAs(firm, link.id);
    await calmFaults();
    const paid = await pay();
    await causeFaults("lost=1");
    await refundPayment(staffCtx(firm, ["payments.refund"], { clock: clockAfter(MINUTE_MS) }), {
      paymentId: paid,
      amountCents: 5_000,
      reason: "",
      requestKey: "compare-refund",
    });
    await calmFaults();
    expect(await compare()).toMatchObject({ kind: "done", found: 0 });
    const [row] = await test.asOwner<{ status: string }>("select status from payments where id = $1", [
      lost.kind === "unknown" ? lost.paymentId : "",
    ]);
    expect(row?.status).toBe("approved");
  });

  it("one that a person has explained, until it changes", async () => {
    const paymentId = await pay();
    await changeHere(paymentId, REFUNDED_HERE);
    await compare();
    const { rows } = await listBreaks(staffCtx(firm, ["settings.manage"]), { isOpen: true, limit: 10 });
    const breakId = rows[0]?.id ?? "";
    await closeBreak(staffCtx(firm, ["settings.manage"]), { breakId, note: "The bank sent the refund back" });
    expect(await alerts()).toEqual([{ open: false }]);
    await compare(3 * HOUR_MS);
    expect(await openKinds()).toEqual([]);
    await changeHere(paymentId, "refunded_cents = 6000");
    await compare(4 * HOUR_MS);
    expect(await openKinds()).toEqual(["refunded"]);
  });
});

describe("a charge that only the gateway knows", () => {
  it("is imported with its link, which nobody can pay again", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    const reference = await plantCharge({ key: `link:${link.id}:1` });
    expect(await compare()).toEqual({ kind: "done", examined: 1, found: 1, imported: 1 });
    const [row] = await test.asOwner(
      "select status, obligation, attempt, source, link_id, method_last4 as last4 from payments where id = $1",
      [reference],
    );
    expect(row).toEqual({
      status: "approved",
      obligation: `link:${link.id}`,
      attempt: 1,
      source: "quick_link",
      link_id: link.id,
      last4: "4242",
    });
    expect(await refusalOf(payAs(firm, link.id))).toMatchObject({ reason: "link_paid" });
    expect(await breaksHere()).toMatchObject([{ kind: "missing_here", closed: true }]);
    expect(await alerts()).toEqual([]);
  });

  it("is not imported beside another payment of the same debt: the client was charged twice", async () => {
    const paymentId = await pay();
    const [row] = await test.asOwner<{ obligation: string }>("select obligation from payments where id = $1", [
      paymentId,
    ]);
    await plantCharge({ key: `${row?.obligation}:2` });
    expect(await compare()).toMatchObject({ found: 1, imported: 0 });
    expect(await breaksHere()).toMatchObject([{ kind: "missing_here", difference: 125_000, closed: false }]);
  });
});
