import { beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema/staff";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { Permission } from "@/lib/staff/model";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { getArrangement, listSavedViews } from "./queries";
import { removeView } from "./remove-view";
import { renameView } from "./rename-view";
import { resetArrangement } from "./reset-arrangement";
import { saveArrangement } from "./save-arrangement";
import { saveView } from "./save-view";
import { SaveViewInput } from "./schemas";

useTestDatabase();
let firm: TestFirm;
let firms = 0;

const REPORTER: Permission[] = ["payments.view", "reports.manage"];
const VIEWER: Permission[] = ["payments.view"];

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
  const ctx = firm.ctxAt();
  const user = { firmId: ctx.firmId, permissions: [...REPORTER], passwordHash: "x", createdAt: ctx.clock.now() };
  await inFirm(ctx, (tx) =>
    tx
      .insert(users)
      .values(
        ["ann", "bob"].map((name) => ({ ...user, id: `usr_${name}`, name, email: `${name}@${ctx.firmId}.example` })),
      ),
  );
});

const as = (userId: string, permissions: Permission[]): Ctx => ({
  ...firm.ctxAt(),
  actor: { kind: "user", userId, name: userId, permissions, accountIds: null },
});
const ann = (permissions = VIEWER) => as("usr_ann", permissions);
const bob = (permissions = VIEWER) => as("usr_bob", permissions);

const view = (change: Partial<SaveViewInput> = {}) =>
  SaveViewInput.parse({
    listId: "payments",
    viewId: null,
    name: "October",
    isShared: false,
    query: "status=declined&cursor=abc",
    columns: [{ id: "date" }, { id: "payer", width: 14 }],
    ...change,
  });

describe("what a user arranges", () => {
  const arrangement = {
    listId: "payments" as const,
    columns: [
      { id: "amount", isVisible: true, width: 9.5 },
      { id: "date", isVisible: false },
    ],
    sort: { columnId: "amount", direction: "desc" as const },
  };
  const { listId: _list, ...kept } = arrangement;

  it("is kept for them and that list alone, the last one of two", async () => {
    await saveArrangement(ann(), { ...arrangement, sort: null });
    await saveArrangement(ann(), arrangement);
    expect(await getArrangement(ann(), "payments")).toEqual(kept);
    expect(await getArrangement(ann(), "payers")).toBeNull();
    expect(await getArrangement(bob(), "payments")).toBeNull();
  });

  it("goes away when it is reset", async () => {
    await saveArrangement(ann(), arrangement);
    await resetArrangement(ann(), { listId: "payments" });
    expect(await getArrangement(ann(), "payments")).toBeNull();
  });

  it("is nothing of a job or of somebody who may not see payments", async () => {
    expect(await getArrangement(firm.ctxAt(), "payments")).toBeNull();
    expect(await refusalOf(saveArrangement(ann([]), arrangement))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(saveArrangement(firm.ctxAt(), arrangement))).toMatchObject({ code: "forbidden" });
  });
});

describe("a saved view", () => {
  it("keeps what is asked, without the place in the list, for its owner", async () => {
    const { viewId } = await saveView(ann(), view());
    const [saved] = await listSavedViews(ann(), "payments");
    expect(saved).toMatchObject({
      id: viewId,
      query: "status=declined",
      columns: [{ id: "date" }, { id: "payer", width: 14 }],
      isOwn: true,
      mayChange: true,
    });
    expect(await listSavedViews(bob(), "payments")).toEqual([]);
    expect(await listSavedViews(ann(), "payers")).toEqual([]);
  });

  it("is for all of the firm, and no other, when who shares it may", async () => {
    expect(await refusalOf(saveView(ann(), view({ isShared: true })))).toMatchObject({
      reason: "needs_reports.manage",
    });
    await saveView(ann(REPORTER), view({ isShared: true }));
    expect(await listSavedViews(bob(), "payments")).toMatchObject([
      { isOwn: false, mayChange: false, ownerName: "ann" },
    ]);
    const other = await makeTestFirm(`frm_${firms}_other`);
    expect(await listSavedViews(staffCtx(other, REPORTER), "payments")).toEqual([]);
  });

  it("has a name of its own among its owner's, in capital letters or not", async () => {
    await saveView(ann(), view());
    expect(await refusalOf(saveView(ann(), view({ name: "OCTOBER" })))).toMatchObject({
      code: "conflict",
      reason: "view_name_taken",
    });
    await saveView(bob(), view());
    const { viewId } = await saveView(ann(), view({ name: "November" }));
    expect(await refusalOf(renameView(ann(), { viewId, name: "October" }))).toMatchObject({ code: "conflict" });
  });

  it("is saved anew in its place, renamed and taken away", async () => {
    const { viewId } = await saveView(ann(), view());
    await saveView(ann(), view({ viewId, query: "status=settled" }));
    await renameView(ann(), { viewId, name: "Settled" });
    expect(await listSavedViews(ann(), "payments")).toMatchObject([
      { id: viewId, name: "Settled", query: "status=settled" },
    ]);
    await removeView(ann(), { viewId });
    expect(await listSavedViews(ann(), "payments")).toEqual([]);
  });

  it("of somebody else does not exist, and one of the firm is not changed without the permission", async () => {
    const own = await saveView(ann(), view());
    expect(await refusalOf(removeView(bob(REPORTER), own))).toMatchObject({ code: "not_found" });
    const shared = await saveView(ann(REPORTER), view({ name: "All", isShared: true }));
    expect(await refusalOf(removeView(bob(), shared))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(saveView(bob(), view({ viewId: shared.viewId })))).toMatchObject({ code: "forbidden" });
    await renameView(bob(REPORTER), { ...shared, name: "Everything" });
    expect(await listSavedViews(ann(), "payments")).toMatchObject([{ name: "Everything" }, { name: "October" }]);
  });
});
