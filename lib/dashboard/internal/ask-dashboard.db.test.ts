import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { fixedClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { putManyPayments } from "@/tests/support/many-payments";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { dashboardQuestion } from "./ask-dashboard";

const database = useTestDatabase();
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  await putManyPayments(database, firm.firmId);
});

it("reads sums, and of payments only parts of days by their index, as the role of the app", async () => {
  const ctx = staffCtx(firm, ["payments.view"], { clock: fixedClock(new Date("2026-11-21T15:30:00Z")) });
  const question = dashboardQuestion(ctx, { today: "2026-11-21", timeZone: "America/New_York", kind: "" });
  const { rows } = await inFirm(ctx, (tx) => tx.execute<{ "QUERY PLAN": string }>(sql`explain ${question}`));
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain(" taken_days ");
  expect(plan.match(/ payments_(by_account|newest) on payments p_?\d* /g)?.length).toBeGreaterThanOrEqual(3);
  expect(plan).not.toContain("Seq Scan on payments ");
});
