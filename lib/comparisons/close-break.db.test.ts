import { beforeEach, describe, expect, it } from "vitest";
import { clockAfter, HOUR_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { closeBreak } from "./close-break";
import { compareAccount } from "./compare-account";
import { listBreaks } from "./queries";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

async function pay(): Promise<string> {
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  const result = await payAs(firm, link.id);
  if (result.kind !== "approved") throw new Error(`paying ended as ${result.kind}`);
  return result.paymentId;
}

const changeThere = (paymentId: string, change: string) =>
  test.asOwner(`update sandbox.charges set ${change} where reference = $1`, [paymentId]);

const compare = (ms: number) =>
  compareAccount(staffCtx(firm, ["settings.manage"], { clock: clockAfter(ms) }), {
    accountId: "acc_operating",
    isAsked: true,
  });

describe("who may", () => {
  it("compare and close breaks: staff with the settings, of this firm, for their accounts", async () => {
    const paymentId = await pay();
    await changeThere(paymentId, "amount_cents = 1");
    await compare(2 * HOUR_MS);
    const [row] = await test.asOwner<{ id: string }>("select id from breaks where firm_id = $1", [firm.firmId]);
    const input = { breakId: row?.id ?? "", note: "Explained" };
    const viewer = staffCtx(firm, ["payments.view"]);
    expect(await refusalOf(compareAccount(viewer, { accountId: "acc_operating", isAsked: true }))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusalOf(closeBreak(viewer, input))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(listBreaks(viewer, { isOpen: true, limit: 1 }))).toMatchObject({ code: "forbidden" });
    const trustOnly = staffCtx(firm, ["settings.manage"], { accountIds: ["acc_trust"] });
    expect(await refusalOf(closeBreak(trustOnly, input))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(compareAccount(trustOnly, { accountId: "acc_operating", isAsked: true }))).toMatchObject({
      code: "not_found",
    });
    expect((await listBreaks(trustOnly, { isOpen: true, limit: 9 })).total).toBe(0);
    const other = await makeTestFirm(`frm_${firms}_other`);
    expect(await refusalOf(closeBreak(staffCtx(other, ["settings.manage"]), input))).toMatchObject({
      code: "not_found",
    });
    await closeBreak(staffCtx(firm, ["settings.manage"]), input);
    expect(await refusalOf(closeBreak(staffCtx(firm, ["settings.manage"]), input))).toMatchObject({
      reason: "break_closed",
    });
    const audit = await test.asOwner(
      "select actor, detail->>'note' as note from audit_log where action = $1 and firm_id = $2",
      ["books.close_break", firm.firmId],
    );
    expect(audit).toEqual([{ actor: "user:usr_test", note: "Explained" }]);
  });
});
