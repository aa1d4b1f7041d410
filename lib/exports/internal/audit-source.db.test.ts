import { parse } from "csv-parse/sync";
import { beforeAll, expect, it } from "vitest";
import { appendAudit } from "@/lib/audit/append-audit";
import type { PickedRows } from "@/lib/lists/model";
import { inFirm } from "@/lib/platform/tx";
import type { Permission } from "@/lib/staff/model";
import { refusalOf } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { startExport } from "../start-export";

useTestDatabase();
let firm: TestFirm;
let admin: TestUser;

beforeAll(async () => {
  firm = await makeTestFirm();
  admin = await makeTestUser(firm, "usr_admin");
  const stranger = await makeTestFirm("frm_stranger");
  await log(await makeTestUser(stranger, "usr_stranger"), "pyr_theirs", {});
  await log(admin, "pyr_1", { name: { from: "Marsh", to: "=HYPERLINK(1)" } });
  await log(admin, "pyr_2", { before: { notes: "" }, after: { notes: 'said "no",\nthen left' } });
  await log(admin, "@pyr_3", {});
});

async function log(user: TestUser, objectId: string, detail: Record<string, unknown>): Promise<void> {
  const ctx = user.ctxAt();
  await inFirm(ctx, (tx) => appendAudit(ctx, tx, { action: "payer.update", objectType: "payer", objectId, detail }));
}

async function csvOf(columns: string, picked: PickedRows | null = null): Promise<string[][]> {
  const asked = { list: "audit", format: "csv", query: "action=payer.update&sort=at", columns, picked } as const;
  const made = await startExport(admin.ctxAt(), asked, "en");
  if (made.kind !== "file") throw new Error("It became a job.");
  return parse(Buffer.concat(made.content), { bom: true, record_delimiter: "\r\n" }) as unknown as string[][];
}

it("the log as a file says what changed as the screen does, and nothing in it is a formula", async () => {
  expect(await csvOf("who,object,object_id,changes")).toEqual([
    ["Who", "What", "Id", "Before and after"],
    ["Dana Whitfield", "Payer", "pyr_1", "name: Marsh → =HYPERLINK(1)"],
    ["Dana Whitfield", "Payer", "pyr_2", 'notes:  → said "no",\nthen left'],
    ["Dana Whitfield", "Payer", "'@pyr_3", ""],
  ]);
});

it("holds the rows that were ticked, or all but these", async () => {
  const numbers = (await csvOf("number")).slice(1).flat();
  const two = [numbers[0] ?? "", numbers[2] ?? ""];
  expect((await csvOf("object_id", { isAll: false, ids: two })).flat()).toEqual(["Id", "pyr_1", "'@pyr_3"]);
  expect((await csvOf("object_id", { isAll: true, ids: two })).flat()).toEqual(["Id", "pyr_2"]);
});

it("is for those who manage settings", async () => {
  const permissions: Permission[] = ["payments.view", "reports.manage", "users.manage"];
  const clerk = await makeTestUser(firm, "usr_clerk", { permissions });
  const asked = { list: "audit", format: "csv", query: "", columns: "", picked: null } as const;
  expect(await refusalOf(startExport(clerk.ctxAt(), asked, "en"))).toMatchObject({ code: "forbidden" });
});
