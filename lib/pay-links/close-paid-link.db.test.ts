import { describe, expect, it } from "vitest";
import { inFirm } from "@/lib/platform/tx";
import { useLinkBench } from "@/tests/support/link-bench";
import { clockAfter, payAs, refusalOf } from "@/tests/support/money-bench";
import { cancelPayLink } from "./cancel-pay-link";
import { closePaidLink } from "./close-paid-link";

const bench = useLinkBench();
const { test, sender, create } = bench;

describe("closePaidLink", () => {
  const close = (linkId: string) => {
    const ctx = bench.firm.ctxAt(clockAfter(0));
    return inFirm(ctx, (tx) => closePaidLink(ctx, tx, linkId, { id: "pay_x", amountCents: 1, isClearing: false }));
  };

  it("closes an open link only: a cancelled or paid one refuses, and stays as it was", async () => {
    const [cancelled, paid] = [await create(), await create()];
    await cancelPayLink(sender(), { linkId: cancelled.id });
    await payAs(bench.firm, paid.id);
    for (const { id } of [cancelled, paid]) {
      const before = await test.asOwner("select * from pay_links where id = $1", [id]);
      expect(await refusalOf(close(id))).toEqual({ code: "conflict", reason: "link_closed" });
      expect(await test.asOwner("select * from pay_links where id = $1", [id])).toEqual(before);
    }
  });
});
