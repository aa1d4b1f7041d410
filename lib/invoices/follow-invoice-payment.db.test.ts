import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SandboxAction } from "@/lib/gateways/sandbox-desk";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { followPayment } from "@/lib/payments/follow-payment";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { voidPayment } from "@/lib/voids/void-payment";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { type InvoiceBench, makeInvoiceBench } from "@/tests/support/invoice-bench";
import { clockAfter, DAY_MS, deskAt, HOUR_MS, payAs, staffCtx, tokenOf } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";

const test = useTestDatabase();
let bench: InvoiceBench;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  bench = await makeInvoiceBench(test, `frm_${firms}`);
});
afterEach(() => expectBooksToAgree(test));

const payPart = async (id: string, partCents: number) => {
  const linkId = await bench.openLinkOf(id);
  const ctx = { ...bench.firm.ctxAt(clockAfter(0)), actor: { kind: "payer" as const, via: linkId }, ip: "203.0.113.7" };
  return payLink(ctx, linkId, PayLinkPayment.parse({ methodToken: tokenOf("visa"), partCents }));
};

const refund = (paymentId: string, amountCents: number) =>
  refundPayment(staffCtx(bench.firm, ["payments.refund"], { clock: clockAfter(HOUR_MS) }), {
    paymentId,
    amountCents,
    reason: "",
    requestKey: `refund-${paymentId}-${amountCents}`,
  });

/** The payment as the gateway knows it after somebody acted there. */
async function happen(paymentId: string, action: SandboxAction, ms: number): Promise<void> {
  const [charge] = await test.asOwner<{ id: string }>("select id from sandbox.charges where reference = $1", [
    paymentId,
  ]);
  await deskAt(clockAfter(ms)).actOnCharge(charge?.id ?? "", action, "R01");
  await followPayment(bench.firm.ctxAt(clockAfter(ms + HOUR_MS)), paymentId);
}

describe("a payment of an invoice", () => {
  it("in full makes it paid, with nothing left to ask for", async () => {
    const id = await bench.sent();
    expect((await bench.pay(id)).kind).toBe("approved");
    expect(await bench.stateOf(id)).toMatchObject({ status: "paid", paid: 10_000, balance: 0 });
    expect((await bench.linksOf(id)).map(({ status }) => status)).toEqual(["paid"]);
    expect(await bench.kindsOf(id)).toEqual(["created", "issued", "paid"]);
  });

  it("in parts leaves one link for the rest each time, until it is paid", async () => {
    const id = await bench.sent();
    await payPart(id, 4_000);
    expect(await bench.stateOf(id)).toMatchObject({ status: "part_paid", paid: 4_000, balance: 6_000 });
    await payPart(id, 2_500);
    await bench.pay(id);
    expect(await bench.stateOf(id)).toMatchObject({ status: "paid", paid: 10_000, balance: 0 });
    expect((await bench.linksOf(id)).map(({ status, cents }) => `${status} ${cents}`)).toEqual([
      "paid 10000",
      "paid 6000",
      "paid 3500",
    ]);
  });

  it("twenty at once is one charge, and so is a second tab that still shows the old sum", async () => {
    const id = await bench.sent();
    const linkId = await bench.openLinkOf(id);
    await releaseTogether(20, () => payAs(bench.firm, linkId).catch(() => null));
    await payAs(bench.firm, linkId).catch(() => null);
    const [row] = await test.asOwner<{ charges: number; cents: number }>(
      "select count(*)::int as charges, sum(amount_cents)::int as cents from sandbox.charges where firm_id = $1",
      [bench.firm.firmId],
    );
    expect(row).toEqual({ charges: 1, cents: 10_000 });
    expect(await bench.stateOf(id)).toMatchObject({ status: "paid", paid: 10_000, balance: 0 });
  });

  it("that is declined changes nothing and can be tried again", async () => {
    const id = await bench.sent();
    expect((await bench.pay(id, { method: "declined" })).kind).toBe("declined");
    expect(await bench.stateOf(id)).toMatchObject({ status: "sent", paid: 0, balance: 10_000 });
    expect((await bench.pay(id)).kind).toBe("approved");
    expect(await bench.linksOf(id)).toHaveLength(1);
  });

  it("by bank is on its way until it settles, and owed again when it comes back", async () => {
    const id = await bench.sent();
    const { paymentId } = await bench.pay(id, { method: "bank-pays" });
    expect(await bench.stateOf(id)).toMatchObject({ status: "sent", paid: 0, transit: 10_000, balance: 0 });
    await happen(paymentId, "settle", DAY_MS);
    expect(await bench.stateOf(id)).toMatchObject({ status: "paid", paid: 10_000, transit: 0, balance: 0 });
    await happen(paymentId, "return", 3 * DAY_MS);
    expect(await bench.stateOf(id)).toMatchObject({ status: "sent", paid: 0, transit: 0, balance: 10_000 });
    expect((await bench.linksOf(id)).map(({ status, cents }) => `${status} ${cents}`)).toEqual([
      "paid 10000",
      "open 10000",
    ]);
  });
});

describe("money that goes back", () => {
  it("by a refund raises the balance by as much, and the link asks for it", async () => {
    const id = await bench.sent();
    const { paymentId } = await bench.pay(id);
    await refund(paymentId, 2_500);
    expect(await bench.stateOf(id)).toMatchObject({ status: "part_paid", paid: 7_500, balance: 2_500 });
    await refund(paymentId, 7_500);
    expect(await bench.stateOf(id)).toMatchObject({ status: "sent", paid: 0, balance: 10_000 });
    expect((await bench.linksOf(id)).map(({ status, cents }) => `${status} ${cents}`)).toEqual([
      "paid 10000",
      "cancelled 2500",
      "open 10000",
    ]);
    await bench.pay(id, { clock: clockAfter(2 * HOUR_MS) });
    expect(await bench.stateOf(id)).toMatchObject({ status: "paid", paid: 10_000, balance: 0 });
    expect(await bench.kindsOf(id)).toEqual(["created", "issued", "paid", "taken_back", "taken_back", "paid"]);
  });

  it("by a void does the same", async () => {
    const id = await bench.sent();
    const { paymentId } = await bench.pay(id);
    const ctx = staffCtx(bench.firm, ["payments.refund"], { clock: clockAfter(HOUR_MS) });
    await voidPayment(ctx, { paymentId, reason: "" });
    expect(await bench.stateOf(id)).toMatchObject({ status: "sent", paid: 0, balance: 10_000 });
    expect((await bench.linksOf(id)).map(({ status }) => status)).toEqual(["paid", "open"]);
  });

  it("while the rest is being paid by twenty at once: no cent is asked for twice, and none is lost", async () => {
    const id = await bench.sent();
    const { paymentId } = await payPart(id, 4_000);
    const linkId = await bench.openLinkOf(id);
    await Promise.all([
      releaseTogether(20, () => payAs(bench.firm, linkId).catch(() => null)),
      refund(paymentId, 1_500),
    ]);
    const { balance, paid } = await bench.stateOf(id);
    expect(paid + balance).toBe(10_000);
    const open = (await bench.linksOf(id)).filter(({ status }) => status === "open");
    expect(open.map(({ cents }) => cents)).toEqual([balance]);
  });
});
