import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { savePostingAccount } from "@/lib/connect-settings/save-posting-account";
import type { OpenItem } from "@/lib/matter-systems/model";
import { AppError } from "@/lib/platform/errors";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { clockAfter, HOUR_MS, MINUTE_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import {
  makePostingBench,
  openPostingSystem,
  type PostingBench,
  type PostingSystem,
} from "@/tests/support/posting-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { createPosting } from "./create-posting";
import { matchPostings } from "./match-postings";
import { getPosting } from "./queries";
import { reallocatePosting } from "./reallocate-posting";
import { CreatePostingInput } from "./schemas";

/** Records beside the live balances of a demo matter system: each way to be incomplete, and how each is resolved. */
const test = useTestDatabase();
let place: PostingSystem;
let bench: PostingBench;
let firms = 0;

beforeAll(async () => {
  place = await openPostingSystem(test, "enterprise");
});

afterAll(() => place.close());

beforeEach(async () => {
  firms += 1;
  bench = await makePostingBench(test, `frm_${firms}`, place);
});

const match = (ms = 0) => matchPostings(bench.firm.ctxAt(clockAfter(ms)), bench.systemOf);
const pay = async (lines: { item: OpenItem; amountCents: number }[]) => (await bench.payLines(lines)).paymentId;
const ask = (sql: string) => test.asOwner(sql.replace("ledger", `${place.schema}.ledger`));

async function only(paymentId: string) {
  const [id = ""] = await bench.ids(paymentId);
  return getPosting(bench.clerkAfter(), id);
}

/** A payment by an ordinary link, with a record that staff make of it. */
async function created(invoiceNumber: string, changes: Record<string, unknown> = {}): Promise<string> {
  const link = await bench.firm.makeLink(
    { send: false, amountCents: 10_000, invoiceNumber, ...changes },
    clockAfter(0),
  );
  const { paymentId } = await payAs(bench.firm, link.id, {});
  const input = CreatePostingInput.parse({ paymentId, itemKey: null });
  await createPosting(bench.clerkAfter(), input, bench.systemOf);
  return paymentId;
}

const reallocate = (postingId: string, ...lines: [string | null, number | null][]) =>
  reallocatePosting(
    bench.clerkAfter(),
    { postingId, lines: lines.map(([itemKey, amountCents]) => ({ itemKey, amountCents })) },
    bench.systemOf,
  );

describe("a record of a payment that came with a number only", () => {
  it("waits until the matter system was asked, and is then put on the one invoice that bears it", async () => {
    const paymentId = await created("204183");
    expect(await only(paymentId)).toMatchObject({
      state: "incomplete",
      trouble: { reason: "not_checked" },
      isMatched: false,
    });
    await match();
    const item = await bench.findInvoice("204183");
    expect(await only(paymentId)).toMatchObject({
      ...{ state: "pending", trouble: null, isMatched: true, itemKey: item.key },
      ...{ clientNumber: item.clientNumber, matterNumber: item.matterNumber, payorName: item.payorName },
    });
  });

  it("names the closest invoice where none bears it, which one press uses", async () => {
    const paymentId = await created("20418", { amountCents: 77_700 });
    await match();
    const several = (await only(paymentId)).trouble;
    expect(several).toMatchObject({ reason: "several_invoices", given: "20418" });
    const other = await created("2041830", { amountCents: 77_700 });
    await match();
    const { id, trouble } = await only(other);
    const item = await bench.findInvoice("204183");
    expect(trouble).toMatchObject({
      ...{ reason: "invoice_not_found", given: "2041830" },
      closest: { key: item.key, invoiceNumber: "204183", openCents: 77_700 },
    });
    await reallocate(id, [item.key, null]);
    expect(await only(other)).toMatchObject({ state: "pending", invoiceNumber: "204183", isMatched: true });
  });

  it("names those that share its number, and asks a person unless the payment names the client", async () => {
    const paymentId = await created("204188", { clientRef: "" });
    const named = await created("204188", { clientRef: "10285" });
    await match();
    const { id, trouble } = await only(paymentId);
    expect(trouble).toMatchObject({ reason: "several_invoices", given: "204188", count: 2 });
    const fits =
      trouble?.reason === "several_invoices"
        ? trouble.fits.map(({ clientNumber, openCents }) => [clientNumber, openCents])
        : [];
    expect(fits.sort()).toEqual([
      ["10285", 305_025],
      ["10360", 410_000],
    ]);
    expect(await only(named)).toMatchObject({ state: "pending", clientNumber: "10285" });
    const key = trouble?.reason === "several_invoices" ? (trouble.fits[0]?.key ?? "") : "";
    await reallocate(id, [key, null]);
    expect((await only(paymentId)).state).toBe("pending");
  });

  it("is told that its invoice is open no more, but not found where it was purged", async () => {
    await ask("update ledger set lzero = 'R' where linvoice = 204160");
    const [purged, ended] = [await created("204190"), await created("204160")];
    await match();
    expect((await only(purged)).trouble).toMatchObject({ reason: "invoice_not_found", given: "204190" });
    expect((await only(ended)).trouble).toEqual({ reason: "invoice_closed", given: "204160", status: "reversed" });
    await ask("update ledger set lzero = 'N' where linvoice = 204160");
  });
});

describe("a record of an invoice", () => {
  it("is held back while it is more than what is open, the later one of two", async () => {
    const item = await bench.findInvoice("204184");
    const first = await pay([{ item, amountCents: 40_000 }]);
    const second = await pay([{ item, amountCents: 20_000 }]);
    await match();
    expect((await only(first)).state).toBe("pending");
    expect((await only(second)).trouble).toEqual({
      reason: "over_balance",
      paidCents: 20_000,
      openCents: 10_050,
      overCents: 9_950,
    });
    await refundPayment(
      bench.clerkAfter(HOUR_MS),
      RefundInput.parse({ paymentId: second, amountCents: 9_950, requestKey: "request-over-balance" }),
    );
    await match(20 * MINUTE_MS);
    const rows = await bench.records(second);
    expect(rows.map(([state, , cents]) => [state, cents])).toEqual([
      ["removed", 20_000],
      ["pending", 10_050],
    ]);
  });

  it("that has no place for all of it is spread over several, to the cent; a part may wait", async () => {
    const item = await bench.findInvoice("204184");
    const other = await bench.findInvoice("204185");
    const paymentId = await pay([{ item, amountCents: 60_000 }]);
    await match();
    const { id, trouble } = await only(paymentId);
    expect(trouble).toMatchObject({ reason: "over_balance", overCents: 9_950 });
    expect(await refusalOf(reallocate(id, [item.key, 50_050], [other.key, 9_949]))).toMatchObject({
      reason: "not_the_whole",
    });
    expect(await refusalOf(reallocate(id, [item.key, 60_000], [other.key, null]))).toMatchObject({
      reason: "not_the_whole",
    });
    expect(await refusalOf(reallocate(id, ["unknown", null]))).toMatchObject({ reason: "item_unknown" });
    const { ids } = await reallocate(id, [item.key, 50_050], [other.key, 9_000], [null, null]);
    expect(ids).toHaveLength(3);
    expect((await bench.records(paymentId)).map(([state, reason, cents]) => [state, reason, cents])).toEqual([
      ["removed", "", 60_000],
      ["pending", "", 50_050],
      ["pending", "", 9_000],
      ["incomplete", "not_checked", 950],
    ]);
    expect((await getPosting(bench.clerkAfter(), id)).removedBy).toBe("reallocated");
    expect(await bench.audited("posting.reallocate")).toMatchObject([{ actor: "user:usr_test", detail: { ids } }]);
    await refundPayment(
      bench.clerkAfter(HOUR_MS),
      RefundInput.parse({ paymentId, amountCents: 60_000, requestKey: "request-after-split" }),
    );
    expect((await bench.records(paymentId)).every(([state]) => state === "removed")).toBe(true);
  });

  it("that is paid, reversed or closed meanwhile says so, and goes to another", async () => {
    const item = await bench.findInvoice("204160");
    const paymentId = await pay([{ item, amountCents: 5_000 }]);
    await match();
    expect((await only(paymentId)).state).toBe("pending");
    await ask("update ledger set lzero = 'R' where linvoice = 204160");
    await match(5 * MINUTE_MS);
    expect((await only(paymentId)).state).toBe("pending");
    await match(20 * MINUTE_MS);
    const { id, trouble } = await only(paymentId);
    expect(trouble).toEqual({ reason: "invoice_closed", given: "204160", status: "reversed" });
    const other = await bench.findInvoice("204131");
    await reallocate(id, [other.key, null]);
    expect(await only(paymentId)).toMatchObject({ state: "pending", invoiceNumber: "204131" });
    await ask("update ledger set lzero = 'N' where linvoice = 204160");
  });

  it("says when its account has no name in the matter system, until it has", async () => {
    const item = await bench.findInvoice("204131");
    const paymentId = await pay([{ item, amountCents: 5_000 }]);
    await test.asOwner("delete from posting_accounts where firm_id = $1", [bench.firm.firmId]);
    await match();
    expect((await only(paymentId)).trouble).toEqual({ reason: "account_unmapped", accountName: "Operating" });
    const { connectionId } = bench;
    const codes = { ledgerCode: "PMTCC", transactionType: "CC", bankAccount: "OPER" };
    const admin = staffCtx(bench.firm, ["settings.manage"], { clock: clockAfter(0) });
    await savePostingAccount(admin, { connectionId, accountId: "acc_operating", ...codes });
    await match();
    expect((await only(paymentId)).state).toBe("pending");
  });

  it("stays as it is while the matter system does not answer", async () => {
    const paymentId = await created("204183");
    const silent = () => ({
      ...bench.systemOf(),
      searchInvoices: () => Promise.reject(new AppError("upstream_unavailable", { reason: "connector_down" })),
    });
    const result = await matchPostings(bench.firm.ctxAt(clockAfter(0)), silent);
    expect(result).toMatchObject({ examined: 1, done: 0, remaining: 1 });
    expect((await only(paymentId)).trouble).toEqual({ reason: "not_checked" });
    await bench.set({ isOn: false });
    expect(await match()).toEqual({ examined: 0, done: 0, failed: 0, remaining: 0 });
  });

  it("is queued by itself where the firm posts automatically, and only when it fits", async () => {
    await bench.set({ postsAutomatically: true });
    const item = await bench.findInvoice("204131");
    const paymentId = await pay([{ item, amountCents: 5_000 }]);
    const tooMuch = await pay([{ item, amountCents: 999_999 }]);
    await match();
    expect((await only(paymentId)).state).toBe("queued");
    expect((await only(tooMuch)).trouble?.reason).toBe("over_balance");
  });
});

describe("a record of a trust deposit", () => {
  it("is found by its matter and the account's bank, and has no bound", async () => {
    const to = { account: "IOLTA Trust", clientRef: "10455", matterRef: "10455-0001", amountCents: 9_999_999 };
    const link = await bench.firm.makeLink({ send: false, ...to }, clockAfter(0));
    const { paymentId } = await payAs(bench.firm, link.id, {});
    await createPosting(bench.clerkAfter(), CreatePostingInput.parse({ paymentId, itemKey: null }), bench.systemOf);
    await match();
    const ledger = await bench.findLedger("10455-0001");
    expect(await only(paymentId)).toMatchObject({
      state: "pending",
      kind: "trust",
      itemKey: ledger.key,
      bankAccount: "IOLTA",
    });
  });
});

describe("createPosting and reallocatePosting", () => {
  it("put a payment on the item that was chosen", async () => {
    const link = await bench.firm.makeLink({ send: false, amountCents: 10_000 }, clockAfter(0));
    const { paymentId } = await payAs(bench.firm, link.id, {});
    const item = await bench.findInvoice("204131");
    const input = CreatePostingInput.parse({ paymentId, itemKey: item.key, arMessage: "Paid at the desk" });
    const { postingId } = await createPosting(bench.clerkAfter(), input, bench.systemOf);
    expect(await only(paymentId)).toMatchObject({
      id: postingId,
      state: "pending",
      itemKey: item.key,
      arMessage: "Paid at the desk",
    });
    expect(await bench.audited("posting.create")).toMatchObject([{ actor: "user:usr_test", detail: { postingId } }]);
    expect(await refusalOf(createPosting(bench.clerkAfter(), input, bench.systemOf))).toMatchObject({
      reason: "posting_exists",
    });
  });

  it("refuse who may not, other firms, other accounts, what is not held and what is queued", async () => {
    const paymentId = await created("204183");
    const { id } = await only(paymentId);
    const viewer = staffCtx(bench.firm, ["payments.view", "connect.pay"]);
    const other = await makePostingBench(test, `frm_other_${firms}`, place);
    const input = CreatePostingInput.parse({ paymentId, itemKey: null });
    const make = (ctx = bench.clerkAfter(), of = input) => refusalOf(createPosting(ctx, of, bench.systemOf));
    const move = (ctx = bench.clerkAfter()) =>
      refusalOf(
        reallocatePosting(ctx, { postingId: id, lines: [{ itemKey: "1", amountCents: null }] }, bench.systemOf),
      );
    expect(await make(viewer)).toEqual({ code: "forbidden", reason: "needs_postings.manage" });
    expect(await move(viewer)).toEqual({ code: "forbidden", reason: "needs_postings.manage" });
    expect(await make(other.clerkAfter())).toEqual({ code: "not_found", reason: "payment_unknown" });
    expect(await move(other.clerkAfter())).toEqual({ code: "not_found", reason: "posting_unknown" });
    expect((await make(bench.clerkAfter(0, ["acc_trust"]))).code).toBe("not_found");
    expect(await move(bench.clerkAfter(0, ["acc_trust"]))).toEqual({ code: "not_found", reason: "posting_unknown" });
    const link = await bench.firm.makeLink({ send: false }, clockAfter(0));
    const declined = await payAs(bench.firm, link.id, { method: "declined" });
    expect(await make(undefined, { ...input, paymentId: declined.paymentId })).toMatchObject({
      reason: "not_postable",
    });
    await match();
    await test.asOwner("update postings set state = 'queued', queued_at = now() where id = $1", [id]);
    expect(await move()).toMatchObject({ reason: "posting_not_open" });
    await bench.set({ isOn: false });
    expect(await move()).toMatchObject({ reason: "connect_off" });
    expect(await make()).toMatchObject({ reason: "connect_off" });
  });
});
