import { beforeEach, expect, it } from "vitest";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import { clockAfter, payAs, refusalOf } from "@/tests/support/money-bench";
import { makeTestUser, type TestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { changeUserAccounts } from "./change-user-accounts";
import { getUser } from "./queries";
import { ChangeUserAccountsInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let admin: TestUser;
let clerk: TestUser;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
  admin = await makeTestUser(firm, `usr_admin_${firms}`);
  clerk = await makeTestUser(firm, `usr_clerk_${firms}`, { permissions: ["payments.view"] });
});

const limit = (by: TestUser, accountIds: string[] | null, before: string[] | null = null, of = clerk) =>
  changeUserAccounts(by.ctxAt(), {
    userId: of.userId,
    scope: accountIds ? "some" : "all",
    accountIds: accountIds ?? [],
    before,
  });
const seenBy = async (of: TestUser) => (await getUser(admin.ctxAt(), of.userId)).accountIds;

it("a user sees the payments of their accounts and no others, from their next press on", async () => {
  for (const [account, refs] of [
    ["Operating", {}],
    ["IOLTA Trust", { clientRef: "00042", matterRef: "00042-01" }],
  ] as const) {
    const link = await firm.makeLink({ account, send: false, ...refs }, clockAfter(0));
    await payAs(firm, link.id);
  }
  expect(await limit(admin, ["acc_trust"])).toEqual({ changed: true });
  const accountIds = await seenBy(clerk);
  expect(accountIds).toEqual(["acc_trust"]);
  const ctx = clerk.ctxAt();
  const limited = { ...ctx, actor: { ...ctx.actor, accountIds } };
  const { rows } = await listPayments(limited, PaymentFilter.parse({}));
  expect(rows.map(({ accountName }) => accountName)).toEqual(["IOLTA Trust"]);
  expect(await limit(admin, ["acc_trust"], ["acc_trust"])).toEqual({ changed: false });
  expect(await limit(admin, null, ["acc_trust"])).toEqual({ changed: true });
  expect(await seenBy(clerk)).toBeNull();
  const audit = await test.asOwner<{ detail: object }>(
    "select detail from audit_log where action = 'user.accounts' and firm_id = $1 order by seq",
    [firm.firmId],
  );
  expect(audit.map(({ detail }) => detail)).toEqual([
    { before: "all", after: ["acc_trust"] },
    { before: ["acc_trust"], after: "all" },
  ]);
});

it("nobody gives accounts that they do not see, nor changes who sees more, nor themselves", async () => {
  const some = await makeTestUser(firm, `usr_some_${firms}`, { accountIds: ["acc_operating"] });
  expect(await refusalOf(limit(some, ["acc_operating"]))).toMatchObject({ reason: "user_outranks" });
  await limit(admin, ["acc_operating"]);
  expect(await refusalOf(limit(some, null, ["acc_operating"]))).toMatchObject({ reason: "account_not_held" });
  expect(await refusalOf(limit(some, ["acc_operating", "acc_trust"], ["acc_operating"]))).toMatchObject({
    reason: "account_not_held",
  });
  expect(await refusalOf(limit(admin, ["acc_operating"], null, admin))).toMatchObject({ reason: "own_user" });
  expect(await refusalOf(limit(clerk, null, ["acc_operating"]))).toMatchObject({ code: "forbidden" });
  expect(await seenBy(clerk)).toEqual(["acc_operating"]);
});

it("knows the firm's own accounts only, wants at least one, and overwrites nobody's change", async () => {
  const other = await makeTestFirm(`frm_${firms}_other`);
  const stranger = await makeTestUser(other, `usr_stranger_${firms}`);
  expect(await refusalOf(limit(stranger, ["acc_trust"]))).toMatchObject({ reason: "user_unknown" });
  expect(await refusalOf(limit(admin, ["acc_elsewhere"]))).toMatchObject({ reason: "account_unknown" });
  expect(await refusalOf(limit(admin, ["acc_trust"], ["acc_operating"]))).toMatchObject({ code: "conflict" });
  const none = { userId: clerk.userId, scope: "some", accountIds: [], before: null };
  expect(ChangeUserAccountsInput.safeParse(none).error?.issues[0]?.message).toBe("accounts_missing");
  expect(await seenBy(clerk)).toBeNull();
});
