import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { INVOICES_OFF } from "@/lib/invoices/model";
import { saveInvoiceSettings } from "@/lib/invoices/save-invoice-settings";
import { createPayer } from "@/lib/payers/create-payer";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { inFirm } from "@/lib/platform/tx";
import { makeInvoiceBench } from "@/tests/support/invoice-bench";
import { payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { searchQuestion } from "./internal/search-question";
import { searchEverything } from "./queries";

const database = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
  const link = await firm.makeLink({ send: false, recipientName: "Elena Marsh", amountCents: 44_799 });
  await payAs(firm, link.id);
  const trust = { account: "IOLTA Trust", clientRef: "10041", matterRef: "0003" };
  await firm.makeLink({ send: false, recipientName: "Elena Marsh", invoiceNumber: "777-X", ...trust });
  await createPayer(
    firm.ctxAt(),
    CreatePayerInput.parse({
      kind: "business",
      businessName: "Marsh & Sons",
      name: "Marsh & Sons",
      emails: ["a@marsh.example"],
      requestKey: "palette-payer",
    }),
  );
});

const find = (q: string, ctx = staffCtx(firm, ["payments.view"])) =>
  searchEverything(ctx, { q, currency: "USD", locale: "en" });
const counts = async (q: string, ctx = staffCtx(firm, ["payments.view"])) => {
  const { payments, payers, links } = await find(q, ctx);
  return [payments.length, payers.length, links.length];
};

describe("searchEverything", () => {
  it("finds by words anywhere, whole amounts and last digits, small and capital letters alike", async () => {
    expect(await counts("marsh")).toEqual([1, 1, 2]);
    expect(await counts("ELENA mar")).toEqual([1, 0, 2]);
    expect(await counts("447.99")).toEqual([1, 0, 0]);
    expect(await counts("$447.99")).toEqual([1, 0, 0]);
    expect(await counts("4242")).toEqual([1, 0, 0]);
    expect(await counts("777-x")).toEqual([0, 0, 1]);
    expect(await counts("a@marsh.example")).toEqual([0, 1, 0]);
    expect((await find("447.99")).payments[0]).toMatchObject({
      payerName: "Elena Marsh",
      amountCents: 44_799,
      accountKind: "operating",
      status: "approved",
    });
  });

  it("finds nothing by one letter, by a pattern or by what is not there", async () => {
    for (const q of ["", "m", "%%", "m%h", "__", "nobody"]) expect(await counts(q)).toEqual([0, 0, 0]);
  });

  it("shows each only their firm and their accounts, and asks for the permission", async () => {
    expect(await counts("marsh", staffCtx(firm, ["payments.view"], { accountIds: ["acc_trust"] }))).toEqual([0, 1, 1]);
    expect(await counts("marsh", staffCtx(firm, ["payments.view"], { accountIds: [] }))).toEqual([0, 1, 0]);
    expect(await counts("marsh", stranger.ctxAt())).toEqual([0, 0, 0]);
    expect(await refusalOf(find("marsh", staffCtx(firm, ["links.send"])))).toMatchObject({ code: "forbidden" });
  });

  it("uses the indexes of text, as the role of the app", async () => {
    await database.asOwner(`set session_replication_role = replica;
      insert into payers (firm_id, id, name, emails, search_text, created_at)
        select '${firm.firmId}', 'pyr_' || i, md5(i::text), '{}', md5(i::text), now() from generate_series(1, 20000) i;
      insert into pay_links (firm_id, id, number, token_hash, token_sealed, source, status, account_id, amount_cents, currency,
          recipient_name, recipient_emails, request_key, created_by, created_at, expires_at, by_email)
        select '${firm.firmId}', 'lnk_' || i, 'L-' || i, 'h' || i, '', 'quick_link', 'open', 'acc_operating', 100, 'USD',
          md5(i::text), '{}', 'key' || i, 'test', now(), now(), false from generate_series(1, 20000) i;
      set session_replication_role = origin`);
    for (const table of ["payers", "pay_links"]) await database.asOwner(`vacuum analyze ${table}`);
    const ctx = staffCtx(firm, ["payments.view"]);
    const question = searchQuestion(ctx, { q: "c4ca4238", currency: "USD", locale: "en" });
    const { rows } = await inFirm(ctx, (tx) => tx.execute<{ "QUERY PLAN": string }>(sql`explain ${question}`));
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("payers_search");
    expect(plan).toContain("pay_links_search");
    expect(await counts("c4ca4238")).toEqual([0, 1, 1]);
  });
});

it("finds invoices by number, payer and client, while the firm makes them, of the accounts that its reader may see", async () => {
  const bench = await makeInvoiceBench(database, "frm_invoices");
  const reader = (accountIds: string[] | null = null) => staffCtx(bench.firm, ["payments.view"], { accountIds });
  const { id: payerId } = await createPayer(
    bench.firm.ctxAt(),
    CreatePayerInput.parse({
      kind: "business",
      businessName: "Harbor Holdings",
      name: "Harbor Holdings",
      requestKey: "holdings",
    }),
  );
  const named = await bench.sent({ billTo: "Quentin Vale" });
  const owned = await bench.sent({ billTo: "Accounts payable", payerId });
  const draft = (await bench.draft({ billTo: "Quentin Draft", clientRef: "77-A" })).id;
  const { number } = await bench.stateOf(named);
  const ids = async (q: string, ctx = reader()) => (await find(q, ctx)).invoices.map(({ id }) => id);
  expect(await ids("quentin")).toEqual([draft, named]);
  expect(await ids(number.toLowerCase())).toEqual([named]);
  expect(await ids("harbor")).toEqual([owned]);
  expect(await ids("77-a")).toEqual([draft]);
  expect((await find("quentin vale", reader())).invoices).toMatchObject([
    { number, totalCents: 10_000, currency: "USD" },
  ]);
  expect(await ids("quentin", reader(["acc_trust"]))).toEqual([]);
  expect(await ids("quentin", staffCtx(firm, ["payments.view"]))).toEqual([]);
  await saveInvoiceSettings(bench.firm.ctxAt(), { ...INVOICES_OFF, isOn: false });
  expect(await ids("quentin")).toEqual([]);
});
