import { and, count, eq, inArray } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { isConnectOnIn } from "./is-connect-on";

/** What the frame of the staff's pages shows of Connect: whether it is there, and how many postings wait for someone. */
export async function findConnectPlaces(ctx: Ctx): Promise<{ isOn: boolean; waitingPostings: number }> {
  return inFirm(ctx, async (tx) => {
    if (!(await isConnectOnIn(ctx, tx))) return { isOn: false, waitingPostings: 0 };
    const limit = visibleAccountIds(ctx);
    const rows = await tx
      .select({ waiting: count() })
      .from(postings)
      .where(
        and(
          eq(postings.firmId, ctx.firmId),
          inArray(postings.state, ["pending", "incomplete"]),
          limit === null ? undefined : inArray(postings.accountId, [...limit]),
        ),
      );
    return { isOn: true, waitingPostings: rows[0]?.waiting ?? 0 };
  });
}
