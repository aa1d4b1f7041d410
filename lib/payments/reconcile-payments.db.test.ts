import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freezeMoney, unfreezeMoney } from "@/lib/firms/freeze-money";
import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  deskAt,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  refusalOf,
} from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { reconcilePayments } from "./reconcile-payments";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

const makeLink = () => firm.makeLink({ send: false }, clockAfter(0));
const reconcileAt = (ms: number) => reconcilePayments(firm.ctxAt(clockAfter(ms)));

async function statusOf(paymentId: string): Promise<string> {
  const [row] = await test.asOwner<{ status: string }>("select status from payments where id = $1", [paymentId]);
  return row?.status ?? "gone";
}
async function countOf(sql: string): Promise<number> {
  const [row] = await test.asOwner<{ n: string }>(`select count(*) as n from ${sql}`);
  return Number(row?.n);
}
const charges = () => countOf(`sandbox.charges where firm_id = '${firm.firmId}'`);
const receipts = () => countOf(`receipts where firm_id = '${firm.firmId}'`);
const mailsOf = (kind: string) => countOf(`mails where firm_id = '${firm.firmId}' and kind = '${kind}'`);

async function auditOf(paymentId: string): Promise<string[]> {
  const rows = await test.asOwner<{ action: string; actor: string }>(
    "select action, actor from audit_log where object_id = $1 order by seq",
    [paymentId],
  );
  return rows.map(({ action, actor }) => `${action} ${actor}`);
}

/** A link paid while the network does this; the outcome is not known. */
async function payInto(plan: string, method = "visa"): Promise<{ linkId: string; paymentId: string }> {
  const link = await makeLink();
  await causeFaults(plan);
  const result = await payAs(firm, link.id, { method });
  await calmFaults();
  expect(result).toMatchObject({ kind: "unknown" });
  return { linkId: link.id, paymentId: result.paymentId };
}

describe("an answer that was lost after the money moved", () => {
  it("locks the link until the gateway is asked, then counts once", async () => {
    const { linkId, paymentId } = await payInto("lost=1");
    expect(await payAs(firm, linkId)).toEqual({ kind: "in_progress", paymentId, status: "unknown" });
    const refused = await refusalOf(cancelPayLink(firm.ctxAt(clockAfter(0)), { linkId }));
    expect(refused).toEqual({ code: "refused", reason: "link_being_paid" });
    expect(await reconcileAt(30_000)).toEqual({ examined: 0, done: 0, failed: 0, remaining: 0 });
    expect(await reconcileAt(2 * MINUTE_MS)).toEqual({ examined: 1, done: 1, failed: 0, remaining: 0 });
    expect(await statusOf(paymentId)).toBe("approved");
    expect([await charges(), await receipts(), await mailsOf("receipt")]).toEqual([1, 1, 1]);
    expect(await refusalOf(payAs(firm, linkId))).toMatchObject({ reason: "link_paid" });
  });

  it("is found also by an answer that was only slow, or by an error that came after the charge", async () => {
    const slow = await payInto("slow=1,slowms=400");
    const seed = 7;
    const errors = [];
    for (let i = 0; i < 4; i += 1) errors.push(await payInto(`error=1,seed=${seed + i}`));
    await reconcileAt(2 * MINUTE_MS);
    for (const { paymentId } of [slow, ...errors]) expect(await statusOf(paymentId)).toBe("approved");
    expect(await charges()).toBe(5);
  });

  it("is not charged again although the gateway forgets its keys", async () => {
    const { paymentId } = await payInto("lost=1");
    await causeFaults("pruned=1");
    await reconcileAt(2 * MINUTE_MS);
    expect(await statusOf(paymentId)).toBe("approved");
    expect(await charges()).toBe(1);
  });

  it("of a card that was declined frees the link", async () => {
    const { linkId, paymentId } = await payInto("lost=1", "insufficient-funds");
    await reconcileAt(2 * MINUTE_MS);
    expect(await statusOf(paymentId)).toBe("declined");
    expect(await payAs(firm, linkId)).toMatchObject({ kind: "approved" });
  });
});

describe("a charge that never arrived", () => {
  it("is sent again with the same key while the key is good, and is one charge", async () => {
    const { paymentId } = await payInto("unsent=1");
    expect(await charges()).toBe(0);
    await reconcileAt(2 * MINUTE_MS);
    expect(await statusOf(paymentId)).toBe("approved");
    expect(await charges()).toBe(1);
  });

  it("is sent again after an outage of 18 hours, and is one charge although half the answers are lost then too", async () => {
    const { paymentId } = await payInto("unsent=1");
    await causeFaults("down=1");
    for (const hours of [1, 6, 12, 18]) expect(await reconcileAt(hours * HOUR_MS)).toMatchObject({ done: 0 });
    await causeFaults("lost=0.5,seed=3");
    for (let minutes = 0; minutes < 60; minutes += 5) await reconcileAt(18 * HOUR_MS + minutes * MINUTE_MS);
    await calmFaults();
    await reconcileAt(19.9 * HOUR_MS);
    expect([await charges(), await statusOf(paymentId)]).toEqual([1, "approved"]);
  });

  it("is closed after 20 hours as never taken, and the link can be paid as a second attempt", async () => {
    const { linkId, paymentId } = await payInto("unsent=1");
    expect(await reconcileAt(20 * HOUR_MS)).toMatchObject({ done: 0, remaining: 1 });
    expect(await statusOf(paymentId)).toBe("unknown");
    expect(await reconcileAt(20 * HOUR_MS + 10 * MINUTE_MS)).toMatchObject({ done: 1 });
    expect(await statusOf(paymentId)).toBe("error");
    expect(await charges()).toBe(0);
    expect(await auditOf(paymentId)).toEqual(["payment.never_taken system:test"]);
    expect(await payAs(firm, linkId, { clock: clockAfter(21 * HOUR_MS) })).toMatchObject({ kind: "approved" });
    const keys = await test.asOwner("select idempotency_key as key from sandbox.charges where firm_id = $1", [
      firm.firmId,
    ]);
    expect(keys).toEqual([{ key: `link:${linkId}:2` }]);
  });

  it("is neither sent nor closed while the gateway does not answer, be it for days", async () => {
    const { paymentId } = await payInto("unsent=1");
    await causeFaults("down=1");
    for (const days of [1, 2, 5]) expect(await reconcileAt(days * DAY_MS)).toMatchObject({ done: 0, remaining: 1 });
    expect(await statusOf(paymentId)).toBe("unknown");
  });

  it("is left alone while money is frozen, and sent afterwards", async () => {
    const { paymentId } = await payInto("unsent=1");
    await freezeMoney(firm.ctxAt(clockAfter(0)));
    for (const minutes of [2, 10, 60]) await reconcileAt(minutes * MINUTE_MS);
    expect([await charges(), await statusOf(paymentId)]).toEqual([0, "unknown"]);
    await unfreezeMoney(firm.ctxAt(clockAfter(0)));
    await reconcileAt(2 * HOUR_MS);
    expect([await charges(), await statusOf(paymentId)]).toEqual([1, "approved"]);
  });

  it("is found while money is frozen: looking moves nothing", async () => {
    const { paymentId } = await payInto("lost=1");
    await freezeMoney(firm.ctxAt(clockAfter(0)));
    await reconcileAt(2 * MINUTE_MS);
    expect(await statusOf(paymentId)).toBe("approved");
  });
});

describe("a process that died", () => {
  it("before it called the gateway: the claim is finished by recovery, two minutes later and not before", async () => {
    const { paymentId } = await payInto("unsent=1");
    // As the claim's commit left it.
    for (const table of ["payments", "payment_events"]) await test.asOwner(`alter table ${table} disable trigger user`);
    await test.asOwner(
      "update payments set status = 'processing', check_at = submitted_at + interval '2 min' where id = $1",
      [paymentId],
    );
    await test.asOwner("delete from payment_events where payment_id = $1 and to_status = 'unknown'", [paymentId]);
    for (const table of ["payments", "payment_events"]) await test.asOwner(`alter table ${table} enable trigger user`);
    expect(await reconcileAt(2 * MINUTE_MS - 1)).toMatchObject({ examined: 0 });
    await reconcileAt(2 * MINUTE_MS);
    expect([await statusOf(paymentId), await charges()]).toEqual(["approved", 1]);
  });
});

describe("several reconcilers at once", () => {
  it("share the work: every lost answer is found once", async () => {
    const paid = [];
    for (let i = 0; i < 12; i += 1) paid.push(await payInto(i % 2 ? "lost=1" : "unsent=1"));
    const runs = await releaseTogether(5, () => reconcileAt(2 * MINUTE_MS));
    for (const { paymentId } of paid) expect(await statusOf(paymentId)).toBe("approved");
    expect([await charges(), await receipts(), await mailsOf("receipt")]).toEqual([12, 12, 12]);
    expect(runs.filter((run) => run instanceof Error)).toEqual([]);
    expect(runs.reduce((sum, run) => sum + (run instanceof Error ? 0 : run.examined), 0)).toBe(12);
    expect(await reconcileAt(2 * MINUTE_MS)).toMatchObject({ examined: 0 });
  });

  it("and the client who tries again meanwhile", async () => {
    const { linkId, paymentId } = await payInto("unsent=1");
    await Promise.allSettled([
      ...Array.from({ length: 10 }, () => payAs(firm, linkId)),
      reconcileAt(2 * MINUTE_MS),
      reconcileAt(3 * MINUTE_MS),
    ]);
    expect([await statusOf(paymentId), await charges(), await receipts()]).toEqual(["approved", 1, 1]);
  });
});

describe("under a gateway that loses one call in three", () => {
  it("40 links tried again and again end as one charge each, none lost", async () => {
    const links = [];
    for (let i = 0; i < 40; i += 1) links.push(await makeLink());
    await causeFaults("lost=0.2,unsent=0.1,error=0.1,late=0.05,seed=11");
    for (const round of [0, 1, 2]) {
      await Promise.allSettled(
        links.map((link) => payAs(firm, link.id, { clock: clockAfter(round * 10 * MINUTE_MS) })),
      );
      await reconcileAt((round * 10 + 5) * MINUTE_MS);
    }
    await calmFaults();
    // What was late acts a quarter of a second after its caller gave up.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await reconcileAt(3 * HOUR_MS);
    expect([await charges(), await receipts()]).toEqual([40, 40]);
    expect(await countOf(`payments where firm_id = '${firm.firmId}' and status <> 'approved'`)).toBe(0);
  }, 120_000);
});

describe("what becomes of a payment later", () => {
  const pay = async (method: string) => (await payAs(firm, (await makeLink()).id, { method })).paymentId;

  it("an eCheck is pending, then settles; the link was closed when it was accepted", async () => {
    const paymentId = await pay("bank-pays");
    expect(await statusOf(paymentId)).toBe("pending");
    expect(await countOf(`pay_links where firm_id = '${firm.firmId}' and status = 'paid'`)).toBe(1);
    await reconcileAt(90_000);
    expect(await statusOf(paymentId)).toBe("pending");
    await reconcileAt(10 * MINUTE_MS);
    expect(await statusOf(paymentId)).toBe("settled");
    expect(await receipts()).toBe(1);
  });

  it("an eCheck comes back with its code, and the link stays closed", async () => {
    const paymentId = await pay("bank-r01");
    await reconcileAt(10 * MINUTE_MS);
    expect(await statusOf(paymentId)).toBe("returned");
    const events = await test.asOwner(
      "select detail from payment_events where payment_id = $1 and to_status = 'returned'",
      [paymentId],
    );
    expect(events).toEqual([{ detail: { code: "R01" } }]);
    expect(await auditOf(paymentId)).toEqual([
      expect.stringContaining("payment.pending payer:lnk_"),
      "payment.returned system:test",
    ]);
    expect(await reconcileAt(90 * DAY_MS)).toMatchObject({ examined: 0 });
  });

  it("an eCheck comes back weeks after it settled", async () => {
    const paymentId = await pay("bank-pays");
    await reconcileAt(10 * MINUTE_MS);
    expect(await statusOf(paymentId)).toBe("settled");
    const [charge] = await test.asOwner<{ id: string }>("select id from sandbox.charges where reference = $1", [
      paymentId,
    ]);
    expect(await deskAt(clockAfter(40 * DAY_MS)).actOnCharge(charge?.id ?? "", "return", "R10")).toBe(true);
    for (const days of [41, 60]) await reconcileAt(days * DAY_MS);
    expect(await statusOf(paymentId)).toBe("returned");
  });

  it("a card settles after a day and is forgotten after 120 days; a dispute is watched until the bank has decided", async () => {
    const [quiet, disputed] = [await pay("visa"), await pay("disputed")];
    await reconcileAt(25 * HOUR_MS);
    expect([await statusOf(quiet), await statusOf(disputed)]).toEqual(["settled", "disputed"]);
    for (let days = 2; days <= 140; days += 2) await reconcileAt(days * DAY_MS);
    expect([await statusOf(quiet), await statusOf(disputed)]).toEqual(["settled", "disputed"]);
    const watched = `payments where firm_id = '${firm.firmId}' and check_at is not null`;
    expect(await countOf(watched)).toBe(1);
    const deskCharge = (await deskAt(clockAfter(141 * DAY_MS)).listLedger()).find(
      (line) => line.reference === disputed,
    );
    expect(await deskAt(clockAfter(141 * DAY_MS)).actOnCharge(deskCharge?.id ?? "", "win", "")).toBe(true);
    for (let days = 150; days <= 400; days += 10) await reconcileAt(days * DAY_MS);
    expect(await statusOf(disputed)).toBe("settled");
    expect(await countOf(watched)).toBe(0);
    const [row] = await test.asOwner<{ checks: number }>("select checks from payments where id = $1", [quiet]);
    expect(row?.checks).toBe(8);
  });
});

describe("the mail that says we are checking", () => {
  it("goes once, after a quarter of an hour, to who paid; not to who stands before the bank's question", async () => {
    await payInto("lost=1");
    const asked = await makeLink();
    await payAs(firm, asked.id, { method: "authenticate" });
    await causeFaults("down=1");
    await reconcileAt(14 * MINUTE_MS);
    expect(await mailsOf("checking")).toBe(0);
    for (const minutes of [15, 16, 40]) await reconcileAt(minutes * MINUTE_MS);
    expect(await mailsOf("checking")).toBe(1);
  });
});

it("does not stop at one payment that cannot be read", async () => {
  const broken = await payInto("lost=1");
  const fine = await payInto("lost=1");
  await test.asOwner("update sandbox.charges set amount_cents = amount_cents + 1 where reference = $1", [
    broken.paymentId,
  ]);
  expect(await reconcileAt(2 * MINUTE_MS)).toEqual({ examined: 2, done: 1, failed: 1, remaining: 0 });
  expect([await statusOf(broken.paymentId), await statusOf(fine.paymentId)]).toEqual(["unknown", "approved"]);
  await test.asOwner("update sandbox.charges set amount_cents = amount_cents - 1 where reference = $1", [
    broken.paymentId,
  ]);
});

it("sees its own firm only", async () => {
  const { paymentId } = await payInto("lost=1");
  const other = await makeTestFirm(`frm_${firms}_other`);
  expect(await reconcilePayments(other.ctxAt(clockAfter(HOUR_MS)))).toMatchObject({ examined: 0 });
  expect(await statusOf(paymentId)).toBe("unknown");
});
