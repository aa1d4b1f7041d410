import { beforeAll, describe, expect, it } from "vitest";
import { clockAfter, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { createPayer } from "./create-payer";
import { getMergePreview } from "./get-merge-preview";
import { listDuplicatePayers } from "./list-duplicate-payers";
import { mergePayers } from "./merge-payers";
import { getPayer } from "./queries";
import { savePayerFromPayment } from "./save-payer-from-payment";
import { CreatePayerInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
let made = 0;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const clerk = () => staffCtx(firm, ["payments.view", "payers.manage"], { clock: clockAfter(0) });

async function make(changes: Partial<CreatePayerInput> = {}, ctx = clerk()): Promise<string> {
  made += 1;
  const facts = { kind: "business" as const, name: `Payer ${made}`, requestKey: `merge-test-${made}` };
  return (await createPayer(ctx, CreatePayerInput.parse({ ...facts, ...changes }))).id;
}

/** A link of that payer, open. */
async function linkOf(payerId: string): Promise<string> {
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  await test.asOwner("update pay_links set payer_id = $1 where id = $2", [payerId, link.id]);
  return link.id;
}

async function ownersOf(table: "payments" | "pay_links"): Promise<Set<string>> {
  const rows = await test.asOwner<{ payer_id: string }>(
    `select distinct payer_id from ${table} where payer_id is not null`,
  );
  return new Set(rows.map((row) => row.payer_id));
}

const wish = (keepId: string, mergeId: string) => ({ keepId, mergeId, keepRevision: 1, mergeRevision: 1 });

describe("mergePayers", () => {
  it("moves payments and links, keeps what is known of both, says so in both audits, and can be told twice", async () => {
    const keepId = await make({ name: "Bluewater LLC", emails: ["a@blue.example"], clientRefs: ["1"], phone: "1" });
    const mergeId = await make({
      name: "Blue Water",
      emails: ["A@blue.example", "b@blue.example"],
      clientRefs: ["2"],
      phone: "2",
    });
    const linkId = await linkOf(mergeId);
    const { paymentId } = await payAs(firm, linkId);
    await linkOf(mergeId);
    expect(await getMergePreview(clerk(), { keepId, mergeId })).toMatchObject({
      moves: { payments: 1, links: 2, methods: 0, requests: 0, schedules: 0, autoPays: 0, invoices: 0 },
      after: { name: "Bluewater LLC", emails: ["a@blue.example", "b@blue.example"] },
    });
    const answers = await releaseTogether(5, () => mergePayers(clerk(), wish(keepId, mergeId)));
    expect(countAnswers(answers)).toEqual({ object: 5 });
    expect(await getPayer(clerk(), keepId)).toMatchObject({
      ...{ name: "Bluewater LLC", emails: ["a@blue.example", "b@blue.example"], clientRefs: ["1", "2"], phone: "1" },
      ...{ notes: "Blue Water; 2", revision: 2 },
    });
    expect(await getPayer(clerk(), mergeId)).toMatchObject({ mergedInto: keepId, archivedAt: expect.any(Date) });
    const owner = await test.asOwner("select payer_id from payments where id = $1", [paymentId]);
    expect(owner).toEqual([{ payer_id: keepId }]);
    expect(await ownersOf("pay_links")).toEqual(new Set([keepId]));
    const audit = await test.asOwner<{ action: string; object_id: string }>(
      "select action, object_id from audit_log where action like 'payer.merge%' order by seq",
      [],
    );
    expect(audit).toEqual([
      { action: "payer.merge", object_id: keepId },
      { action: "payer.merged", object_id: mergeId },
    ]);
  });

  it("loses no payment that arrives for the merged payer meanwhile or later, and no payer's payment fails of it", async () => {
    const keepId = await make();
    const mergeId = await make();
    const links: string[] = [];
    for (let index = 0; index < 16; index += 1) links.push(await linkOf(mergeId));
    const answers = await releaseTogether(links.length + 1, async (index): Promise<object> => {
      const link = links[index];
      return link ? payAs(firm, link) : mergePayers(clerk(), wish(keepId, mergeId));
    });
    expect(countAnswers(answers)).toEqual({ approved: links.length, object: 1 });
    const states = await test.asOwner<{ status: string; payer_id: string; n: number }>(
      "select status, payer_id, count(*)::int as n from payments where link_id = any($1) group by 1, 2",
      [links],
    );
    expect(states).toEqual([{ status: "approved", payer_id: keepId, n: links.length }]);
    // A page that was opened before still holds the old name.
    const late = await payAs(firm, (await firm.makeLink({ send: false }, clockAfter(0))).id);
    await test.asOwner("update payments set payer_id = $1 where id = $2", [mergeId, late.paymentId]);
    const followed = await test.asOwner("select payer_id from payments where id = $1", [late.paymentId]);
    expect(followed).toEqual([{ payer_id: keepId }]);
  });

  it("shortens chains, and of two merges against each other one is refused", async () => {
    const [a, b, c] = [await make(), await make(), await make()];
    await mergePayers(clerk(), wish(b, a));
    await mergePayers(clerk(), { ...wish(c, b), mergeRevision: 2 });
    expect((await getPayer(clerk(), a)).mergedInto).toBe(c);
    const [d, e] = [await make(), await make()];
    const answers = await releaseTogether(2, (index) => mergePayers(clerk(), index === 0 ? wish(d, e) : wish(e, d)));
    expect(countAnswers(answers)).toEqual({ object: 1, "refused payer_archived": 1 });
  });

  it("refuses who may not, another firm, a record that changed since, and to bring a merged payer back", async () => {
    const [keepId, mergeId] = [await make(), await make()];
    const viewer = staffCtx(firm, ["payments.view"]);
    expect(await refusalOf(mergePayers(viewer, wish(keepId, mergeId)))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(mergePayers(stranger.ctxAt(), wish(keepId, mergeId)))).toMatchObject({ code: "not_found" });
    const foreign = await make({}, stranger.ctxAt());
    expect(await refusalOf(mergePayers(clerk(), wish(keepId, foreign)))).toMatchObject({ code: "not_found" });
    const stale = { ...wish(keepId, mergeId), mergeRevision: 7 };
    expect(await refusalOf(mergePayers(clerk(), stale))).toMatchObject({ reason: "payer_changed" });
    await mergePayers(clerk(), wish(keepId, mergeId));
    const back = test.asOwner("update payers set merged_into = null, archived_at = null where id = $1", [mergeId]);
    await expect(back).rejects.toThrow("stays so");
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    const { paymentId } = await payAs(firm, link.id);
    const save = { paymentId, payerId: mergeId, kind: "person" as const, name: "", email: "" };
    expect(await refusalOf(savePayerFromPayment(clerk(), save))).toMatchObject({ reason: "payer_archived" });
  });
});

it("likely duplicates are found by an address and by a name that differs in marks and case", async () => {
  const ctx = staffCtx(stranger, ["payments.view", "payers.manage"]);
  const first = await make({ name: "O’Hara & Sons, LLC", emails: ["x@hara.example"] }, ctx);
  const second = await make({ name: "OHARA SONS", emails: [] }, ctx);
  const third = await make({ name: "Somebody else", emails: ["X@hara.example"] }, ctx);
  const found = await listDuplicatePayers(ctx);
  expect(found.map(({ reason, payers }) => [reason, payers.map(({ id }) => id)])).toEqual([
    ["email", [first, third].sort()],
    ["name", [first, second].sort()],
  ]);
  expect(await refusalOf(listDuplicatePayers(staffCtx(stranger, ["payments.view"])))).toMatchObject({
    code: "forbidden",
  });
});
