import { beforeAll, expect, it } from "vitest";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { DEFAULT_RETRY_POLICY } from "./model";
import { getRetryPolicy } from "./queries";
import { saveRetryPolicy } from "./save-retry-policy";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

const POLICY = { isOn: true, waitDays: [2, 4] };

it("keeps the policy of one firm, with before and after in the audit log", async () => {
  expect(await getRetryPolicy(firm.ctxAt())).toEqual(DEFAULT_RETRY_POLICY);
  await saveRetryPolicy(firm.ctxAt(), POLICY);
  expect(await getRetryPolicy(firm.ctxAt())).toEqual(POLICY);
  expect(await getRetryPolicy(stranger.ctxAt())).toEqual(DEFAULT_RETRY_POLICY);
  const [row] = await test.asOwner<{ detail: Record<string, string> }>(
    "select detail from audit_log where action = 'retry_policy.saved' and firm_id = $1",
    [firm.firmId],
  );
  expect(JSON.parse(row?.detail.before ?? "")).toEqual(DEFAULT_RETRY_POLICY);
  expect(JSON.parse(row?.detail.after ?? "")).toEqual(POLICY);
});

it("is for whoever may change settings", async () => {
  const clerk = staffCtx(firm, ["payments.take"]);
  expect(await refusalOf(saveRetryPolicy(clerk, POLICY))).toMatchObject({ code: "forbidden" });
  expect(await refusalOf(getRetryPolicy(clerk))).toMatchObject({ code: "forbidden" });
});
