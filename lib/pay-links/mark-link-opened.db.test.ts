import { describe, expect, it } from "vitest";
import { useLinkBench } from "@/tests/support/link-bench";
import { clockAfter, DAY_MS, MINUTE_MS, payAs } from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { markLinkOpened } from "./mark-link-opened";

const bench = useLinkBench();
const { test, create, eventsOf } = bench;

describe("markLinkOpened", () => {
  it("notes the first opening only, 20 scanners at once, and leaves the link payable", async () => {
    const { id } = await create();
    await releaseTogether(20, () => markLinkOpened(bench.firm.ctxAt(clockAfter(MINUTE_MS)), id));
    await markLinkOpened(bench.firm.ctxAt(clockAfter(DAY_MS)), id);
    expect(await eventsOf(id)).toEqual(["created", "sent", "opened"]);
    const [row] = await test.asOwner<{ opened_at: Date }>("select opened_at from pay_links where id = $1", [id]);
    expect(row?.opened_at).toEqual(clockAfter(MINUTE_MS).now());
    expect((await payAs(bench.firm, id)).kind).toBe("approved");
  });

  it("of another firm, or of none, changes nothing", async () => {
    const { id } = await create();
    await markLinkOpened(bench.stranger.ctxAt(), id);
    await markLinkOpened(bench.firm.ctxAt(), "lnk_none");
    expect(await eventsOf(id)).toEqual(["created", "sent"]);
  });
});
