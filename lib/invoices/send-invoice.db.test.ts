import { beforeEach, describe, expect, it } from "vitest";
import { type InvoiceBench, makeInvoiceBench } from "@/tests/support/invoice-bench";
import { clockAfter, DAY_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { cancelInvoice } from "./cancel-invoice";
import { keepInvoices } from "./keep-invoices";
import { markInvoiceViewed } from "./mark-invoice-viewed";
import { INVOICE_STATUSES, INVOICES_OFF } from "./model";
import { listInvoices } from "./queries";
import { INVOICE_MOVES } from "./rules";
import { saveInvoiceSettings } from "./save-invoice-settings";
import { sendInvoice } from "./send-invoice";
import { writeOffInvoice } from "./write-off-invoice";

const test = useTestDatabase();
let bench: InvoiceBench;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  bench = await makeInvoiceBench(test, `frm_${firms}`);
});

const mailsOf = (invoiceId: string) =>
  test.asOwner<{ kind: string }>("select kind from mails where object_id = $1 order by created_at, kind", [invoiceId]);

describe("an invoice", () => {
  it("gets its number when it is issued, without a gap, also by ten at once", async () => {
    const drafts = await Promise.all(Array.from({ length: 10 }, () => bench.draft()));
    const ctx = bench.firm.ctxAt(clockAfter(0));
    const sent = await Promise.all(drafts.map(({ id }) => sendInvoice(ctx, { invoiceId: id, isMailed: false })));
    const wanted = Array.from({ length: 10 }, (_, index) => `INV-2026-${String(index + 1).padStart(4, "0")}`);
    expect(sent.map(({ number }) => number).sort()).toEqual(wanted);
  });

  it("that was sent can be changed by nobody, nor its lines", async () => {
    const id = await bench.sent();
    for (const statement of [
      "update invoices set total_cents = 1, gross_cents = 1 where id = $1",
      "update invoices set due_date = due_date + 1, terms_days = terms_days + 1 where id = $1",
      "delete from invoice_lines where invoice_id = $1",
      "update invoices set status = 'paid' where id = $1",
    ])
      await expect(test.asOwner(statement, [id]), statement).rejects.toMatchObject({ code: "23514" });
  });

  it("moves in the database as the rules say", async () => {
    const rows = await test.asOwner<{ move: string }>(
      "select from_status || ' ' || to_status as move from invoice_moves order by 1",
    );
    const wanted = INVOICE_STATUSES.flatMap((from) => INVOICE_MOVES[from].map((to) => `${from} ${to}`));
    expect(rows.map(({ move }) => move)).toEqual(wanted.sort());
  });

  it("is viewed once, overdue the day after its due date, and reminded of once a day", async () => {
    const id = await bench.sent();
    await markInvoiceViewed(bench.firm.ctxAt(clockAfter(DAY_MS)), id);
    await markInvoiceViewed(bench.firm.ctxAt(clockAfter(2 * DAY_MS)), id);
    expect(await bench.stateOf(id)).toMatchObject({ status: "viewed" });
    for (const days of [30, 30, 31, 31]) await keepInvoices(bench.firm.ctxAt(clockAfter(days * DAY_MS)));
    expect(await bench.stateOf(id)).toMatchObject({ status: "overdue" });
    expect(await bench.kindsOf(id)).toEqual(["created", "issued", "viewed", "reminded", "overdue"]);
    expect((await mailsOf(id)).map(({ kind }) => kind)).toEqual(["invoice-reminder"]);
  });

  it("that is given up takes its link along, and an old page cannot pay it", async () => {
    const [cancelled, writtenOff] = [await bench.sent(), await bench.sent()];
    const ctx = bench.firm.ctxAt(clockAfter(0));
    const links = [await bench.openLinkOf(cancelled), await bench.openLinkOf(writtenOff)];
    await cancelInvoice(ctx, { invoiceId: cancelled, reason: "" });
    await writeOffInvoice(ctx, { invoiceId: writtenOff, reason: "" });
    for (const link of links)
      expect(await refusalOf(payAs(bench.firm, link))).toMatchObject({ reason: "link_cancelled" });
    expect(await refusalOf(cancelInvoice(ctx, { invoiceId: cancelled, reason: "" }))).toMatchObject({
      reason: "invoice_closed",
    });
  });

  it("is nobody's who lacks the permission, and nothing at all where the module is off", async () => {
    const { id } = await bench.draft();
    const viewer = staffCtx(bench.firm, ["payments.view"]);
    const input = { invoiceId: id, isMailed: false };
    expect(await refusalOf(sendInvoice(viewer, input))).toMatchObject({ code: "forbidden" });
    const ctx = bench.firm.ctxAt(clockAfter(0));
    await saveInvoiceSettings(ctx, INVOICES_OFF);
    expect(await refusalOf(sendInvoice(ctx, input))).toEqual({ code: "not_found", reason: "invoices_off" });
    expect(await refusalOf(listInvoices(ctx, { view: "all" }))).toEqual({ code: "not_found", reason: "invoices_off" });
    expect(await keepInvoices(ctx)).toMatchObject({ examined: 0 });
  });
});
