import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { postings } from "@/db/schema/postings";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PostingRecord } from "./load-records";

/**
 * The first records, so many of each connection that was not revoked: what waits for a matter system that does not answer must not keep
 * the records of another one waiting.
 */
export async function firstOfEachConnection(
  ctx: Ctx,
  tx: Tx,
  { where, orderBy, limit }: { where: SQL | undefined; orderBy: SQL; limit: number },
): Promise<PostingRecord[]> {
  const open = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.firmId, ctx.firmId), isNull(connections.revokedAt)));
  const found: PostingRecord[] = [];
  for (const { id } of open)
    found.push(
      ...(await tx
        .select()
        .from(postings)
        .where(and(eq(postings.firmId, ctx.firmId), eq(postings.connectionId, id), where))
        .orderBy(orderBy, asc(postings.id))
        .limit(limit)),
    );
  return found;
}
