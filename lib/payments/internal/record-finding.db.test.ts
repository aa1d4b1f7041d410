import { expect, it } from "vitest";
import { gatewayOf } from "@/lib/gateways/registry";
import type { SandboxAction } from "@/lib/gateways/sandbox-desk";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { clockAfter, DAY_MS, deskAt, payAs } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { followPayment } from "../follow-payment";
import { recordFinding } from "./record-finding";

const test = useTestDatabase();

it.each([
  { stale: "undisputed", before: [], after: ["dispute"], status: "disputed", dispute: "open" },
  { stale: "undisputed", before: [], after: ["dispute", "lose"], status: "dispute_lost", dispute: "lost" },
  { stale: "open", before: ["dispute"], after: ["lose"], status: "dispute_lost", dispute: "lost" },
  { stale: "open", before: ["dispute"], after: ["win"], status: "settled", dispute: "won" },
  { stale: "lost", before: ["dispute", "lose"], after: ["win"], status: "settled", dispute: "won" },
] as const)("lets a reading pass that was overtaken: $stale after $dispute", async (story) => {
  const clock = clockAfter(2 * DAY_MS);
  const firm = await makeTestFirm(`frm_${story.stale}_${story.dispute}`);
  const link = await firm.makeLink({ send: false });
  const { paymentId } = await payAs(firm, link.id);
  const [charge] = await test.asOwner<{ id: string }>("select id from sandbox.charges where reference = $1", [
    paymentId,
  ]);
  const act = (action: SandboxAction) => deskAt(clock).actOnCharge(charge?.id ?? "", action, "");
  const account = { firmId: firm.firmId, accountId: "acc_operating", accountName: "Operating", currency: "USD" };
  for (const action of story.before) await act(action);
  const found = await gatewayOf("sandbox", firm.ctxAt(clock)).findCharge({ ...account, credentials: {} }, paymentId);
  if (found.kind !== "found") throw new Error("The sandbox lost the charge.");
  for (const action of story.after) await act(action);
  await followPayment(firm.ctxAt(clock), paymentId);
  expect(await recordFinding(firm.ctxAt(clock), paymentId, found)).toBe(false);
  const [row] = await test.asOwner(
    "select p.status, d.status as dispute from payments p join disputes d on d.payment_id = p.id where p.id = $1",
    [paymentId],
  );
  expect(row).toEqual({ status: story.status, dispute: story.dispute });
  await expectBooksToAgree(test);
});
