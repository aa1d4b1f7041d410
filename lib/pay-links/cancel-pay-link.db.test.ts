import { describe, expect, it } from "vitest";
import { useLinkBench } from "@/tests/support/link-bench";
import { DAY_MS, payAs, refusalOf } from "@/tests/support/money-bench";
import { printFigures } from "@/tests/support/print-figures";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { cancelPayLink } from "./cancel-pay-link";
import { findPublicLink } from "./find-public-link";

const bench = useLinkBench();
const { sender, viewer, create, eventsOf, auditOf, statusOf } = bench;

describe("cancelPayLink", () => {
  it("cancels an outstanding link once, with history and audit", async () => {
    const { id, token } = await create();
    const answers = await releaseTogether(10, () => cancelPayLink(sender(), { linkId: id }));
    expect(countAnswers(answers)).toEqual({ object: 1, "refused link_cancelled": 9 });
    expect(await statusOf(id)).toBe("cancelled");
    expect(await eventsOf(id)).toEqual(["created", "sent", "cancelled"]);
    expect((await auditOf(id)).at(-1)).toEqual({ action: "pay_link.cancel", actor: "user:usr_test" });
    expect((await findPublicLink(token))?.link.state).toBe("cancelled");
  });

  it("refuses the wrong actor, another's account and another firm", async () => {
    const { id } = await create();
    expect(await refusalOf(cancelPayLink(viewer(), { linkId: id }))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(cancelPayLink(sender(["acc_trust"]), { linkId: id }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(cancelPayLink(bench.stranger.ctxAt(), { linkId: id }))).toMatchObject({ code: "not_found" });
    expect(await statusOf(id)).toBe("open");
  });

  it("refuses what is paid, expired or being paid", async () => {
    const paid = await create();
    await payAs(bench.firm, paid.id);
    expect(await refusalOf(cancelPayLink(sender(), { linkId: paid.id }))).toMatchObject({ reason: "link_paid" });
    const asked = await create();
    await payAs(bench.firm, asked.id, { method: "authenticate" });
    expect(await refusalOf(cancelPayLink(sender(), { linkId: asked.id }))).toMatchObject({ reason: "link_being_paid" });
    const old = await create();
    expect(await refusalOf(cancelPayLink(sender(null, 30 * DAY_MS), { linkId: old.id }))).toMatchObject({
      reason: "link_expired",
    });
  });

  it("and a payment at the same moment: paid with a receipt or cancelled without a charge, never both, 40 times", async () => {
    const totals = { paid: 0, cancelled: 0 };
    for (let round = 0; round < 40; round += 1) {
      const { id } = await create({ send: false });
      const later = (work: () => Promise<unknown>) =>
        new Promise((resolve) => setTimeout(resolve, round % 10)).then(work);
      const pay = () => payAs(bench.firm, id);
      const stop = () => cancelPayLink(sender(), { linkId: id });
      const [payment, cancel] = await Promise.allSettled(round % 2 ? [later(pay), stop()] : [pay(), later(stop)]);
      const isPaid = payment.status === "fulfilled";
      expect(isPaid).toBe(cancel.status === "rejected");
      expect(await statusOf(id)).toBe(isPaid ? "paid" : "cancelled");
      totals[isPaid ? "paid" : "cancelled"] += 1;
    }
    printFigures(`cancel against pay x 40: ${JSON.stringify(totals)}`);
    expect(Math.min(totals.paid, totals.cancelled)).toBeGreaterThan(0);
  });
});
