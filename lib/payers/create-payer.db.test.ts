import { beforeAll, describe, expect, it } from "vitest";
import { clockAfter, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { createPayer } from "./create-payer";
import { getPayerOverview } from "./get-payer-overview";
import { listPayerPayments } from "./list-payer-payments";
import { countPayers, getPayer, listPayers, listPayersLike } from "./queries";
import { savePayerFromPayment } from "./save-payer-from-payment";
import { CreatePayerInput } from "./schemas";
import { updatePayer } from "./update-payer";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
let made = 0;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const clerk = (accountIds: string[] | null = null) =>
  staffCtx(firm, ["payments.view", "payers.manage"], { accountIds, clock: clockAfter(0) });
const viewer = () => staffCtx(firm, ["payments.view"]);

function input(changes: Partial<CreatePayerInput> = {}): CreatePayerInput {
  made += 1;
  const facts = { givenName: "Elena", familyName: "Marsh", emails: ["elena.marsh@bluewater.example"] };
  return CreatePayerInput.parse({ ...facts, requestKey: `test-payer-${made}`, ...changes });
}

const auditOf = (id: string) =>
  test.asOwner<{ action: string; actor: string; detail: unknown }>(
    "select action, actor, detail from audit_log where object_id = $1 order by seq",
    [id],
  );

describe("createPayer", () => {
  it("makes one payer of one request, also when it comes 30 times at once, with audit", async () => {
    const wish = input({ clientRefs: ["10427"], phone: "(212) 555-0101" });
    const answers = await releaseTogether(30, () => createPayer(clerk(), wish));
    expect(countAnswers(answers)).toEqual({ object: 30 });
    const rows = await test.asOwner<{ id: string }>("select id from payers where request_key = $1", [wish.requestKey]);
    expect(rows).toHaveLength(1);
    const payer = await getPayer(clerk(), rows[0]?.id ?? "");
    expect(payer).toMatchObject({ name: "Elena Marsh", kind: "person", clientRefs: ["10427"], revision: 1 });
    expect(await auditOf(payer.id)).toMatchObject([
      { action: "payer.create", actor: "user:usr_test", detail: { after: { name: "Elena Marsh" } } },
    ]);
  });

  it("refuses whoever lacks the permission, and is not seen by another firm", async () => {
    expect(await refusalOf(createPayer(viewer(), input()))).toMatchObject({ code: "forbidden" });
    const { id } = await createPayer(clerk(), input());
    expect(await refusalOf(getPayer(stranger.ctxAt(), id))).toMatchObject({ code: "not_found" });
    expect(await countPayers(stranger.ctxAt(), "")).toBe(0);
  });
});

describe("updatePayer", () => {
  it("changes what is given, keeps the rest, and says before and after", async () => {
    const { id } = await createPayer(clerk(), input({ phone: "1", notes: "old" }));
    await updatePayer(clerk(), { payerId: id, revision: 1, changes: { familyName: "Marsh-Ito", phone: "1" } });
    expect(await getPayer(clerk(), id)).toMatchObject({ name: "Elena Marsh-Ito", notes: "old", revision: 2 });
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: "payer.update",
      detail: {
        before: { name: "Elena Marsh", familyName: "Marsh" },
        after: { name: "Elena Marsh-Ito", familyName: "Marsh-Ito" },
      },
    });
    await updatePayer(clerk(), { payerId: id, revision: 2, changes: { phone: "1" } });
    expect(await getPayer(clerk(), id)).toMatchObject({ revision: 2 });
  });

  it("lets one of ten people through who change the same record at once", async () => {
    const { id } = await createPayer(clerk(), input());
    const answers = await releaseTogether(10, (index) =>
      updatePayer(clerk(), { payerId: id, revision: 1, changes: { phone: `${index}` } }),
    );
    expect(countAnswers(answers)).toEqual({ object: 1, "conflict payer_changed": 9 });
  });

  it("refuses whoever lacks the permission, another firm, and a payer without a name", async () => {
    const { id } = await createPayer(clerk(), input());
    const change = { payerId: id, revision: null, changes: { phone: "2" } };
    expect(await refusalOf(updatePayer(viewer(), change))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(updatePayer(stranger.ctxAt(), change))).toMatchObject({ code: "not_found" });
    const nameless = { payerId: id, revision: null, changes: { name: "", givenName: "", familyName: "" } };
    expect(await refusalOf(updatePayer(clerk(), nameless))).toMatchObject({ reason: "payer_name_missing" });
  });
});

describe("lists of payers", () => {
  it("go by name whatever the letters, page by keyset, and find by every part", async () => {
    const names = ["zeta ltd", "Alpha Inc", "alpha inc", "Beta LLC", "Ömer Co"];
    for (const [index, name] of names.entries())
      await createPayer(
        stranger.ctxAt(),
        input({ kind: "business", name, emails: [`${index}@list.example`], clientRefs: [`77-${index}`] }),
      );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listPayers(stranger.ctxAt(), { q: "", cursor, limit: 2 });
      seen.push(...page.rows.map((row) => row.name.toLowerCase()));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen.slice(0, 2))).toEqual(new Set(["alpha inc"]));
    for (const q of ["BETA", "3@list", "77-3"])
      expect((await listPayers(stranger.ctxAt(), { q, limit: 50 })).rows.map((row) => row.name)).toEqual(["Beta LLC"]);
    expect((await listPayers(stranger.ctxAt(), { q: "100%", limit: 50 })).rows).toEqual([]);
    expect(await listPayersLike(stranger.ctxAt(), { name: "BETA llc", emails: [] })).toHaveLength(1);
    expect(await listPayersLike(stranger.ctxAt(), { name: "", emails: ["3@LIST.example"] })).toHaveLength(1);
    expect(await refusalOf(listPayers(stranger.ctxAt(), { q: "", cursor: "x", limit: 2 }))).toMatchObject({
      reason: "cursor_invalid",
    });
  });
});

describe("savePayerFromPayment", () => {
  const wish = (paymentId: string, payerId = "") => ({
    ...{ paymentId, payerId, kind: "person" as const },
    ...{ name: "Ana de la Cruz", email: "ana@cruz.example" },
  });

  it("keeps who paid, once, and their page shows the sums of each kind of account apart", async () => {
    const first = await firm.makeLink({ recipientEmails: ["ana@cruz.example"] });
    const { paymentId } = await payAs(firm, first.id);
    const answers = await releaseTogether(10, () => savePayerFromPayment(clerk(), wish(paymentId)));
    expect(countAnswers(answers)).toEqual({ object: 10 });
    const { payerId } = await savePayerFromPayment(clerk(), wish(paymentId));
    expect(await getPayer(clerk(), payerId)).toMatchObject({ givenName: "Ana", familyName: "de la Cruz" });
    expect((await auditOf(paymentId)).at(-1)).toMatchObject({ action: "payment.payer" });

    const trust = { account: "IOLTA Trust", clientRef: "1", matterRef: "1-1", recipientEmails: ["x@y.example"] };
    const second = await firm.makeLink({ ...trust, amountCents: 50_000 });
    const later = await payAs(firm, second.id);
    await savePayerFromPayment(clerk(), wish(later.paymentId, payerId));
    const waiting = await firm.makeLink({ recipientEmails: ["ana@cruz.example"] }, clockAfter(0));

    const payer = await getPayer(clerk(), payerId);
    const all = await getPayerOverview(clerk(), payer);
    expect(all.sums).toEqual([
      { kind: "operating", currency: "USD", payments: 1, cents: 125_000 },
      { kind: "trust", currency: "USD", payments: 1, cents: 50_000 },
    ]);
    expect(all.openLinks.map((link) => link.id)).toEqual([waiting.id]);
    expect(all.lastPayments).toHaveLength(2);
    const limited = await getPayerOverview(clerk(["acc_operating"]), payer);
    expect(limited.sums.map((sum) => sum.kind)).toEqual(["operating"]);
    const page = await listPayerPayments(clerk(), { payerId, cursor: null, limit: 1 });
    const next = await listPayerPayments(clerk(), { payerId, cursor: page.nextCursor, limit: 1 });
    expect([page.rows[0]?.id, next.rows[0]?.id, next.nextCursor].toSorted()).toEqual(
      [paymentId, later.paymentId, null].toSorted(),
    );
    expect((await listPayers(clerk(), { q: "ana de la", limit: 5 })).rows[0]?.lastPaidAt).toBeInstanceOf(Date);
  });

  it("refuses whoever lacks the permission, another's account and another firm", async () => {
    const link = await firm.makeLink();
    const { paymentId } = await payAs(firm, link.id);
    expect(await refusalOf(savePayerFromPayment(viewer(), wish(paymentId)))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(savePayerFromPayment(clerk(["acc_trust"]), wish(paymentId)))).toMatchObject({
      code: "not_found",
    });
    expect(await refusalOf(savePayerFromPayment(stranger.ctxAt(), wish(paymentId)))).toMatchObject({
      code: "not_found",
    });
    expect(await refusalOf(savePayerFromPayment(clerk(), wish(paymentId, "pyr_unknown")))).toMatchObject({
      code: "not_found",
    });
  });
});
