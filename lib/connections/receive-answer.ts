import { and, eq, inArray, sql } from "drizzle-orm";
import { connectionRequests } from "@/db/schema/connections";
import { systemClock } from "@/lib/platform/clock";
import { announce } from "@/lib/platform/news";
import { inFirm } from "@/lib/platform/tx";
import { skipSync } from "./internal/skip-sync";
import { topicOfAnswer } from "./internal/topics";
import type { AnswersInput } from "./schemas";
import type { LineCaller } from "./verify-call";

/** Keeps the answer to a request and wakes whoever waits for it. The same answer twice, or one that comes too late, changes nothing. */
export async function receiveAnswer({ ctx, connection }: LineCaller, input: AnswersInput): Promise<{ kept: boolean }> {
  const said = input.ok
    ? { status: "answered" as const, output: sql`${JSON.stringify(input.output ?? null)}::jsonb` }
    : { status: "failed" as const, failure: input.failure };
  return inFirm(ctx, async (tx) => {
    await skipSync(tx);
    const kept = await tx
      .update(connectionRequests)
      .set({ ...said, answeredAt: systemClock.now() })
      .where(
        and(
          eq(connectionRequests.firmId, ctx.firmId),
          eq(connectionRequests.id, input.id),
          eq(connectionRequests.connectionId, connection.id),
          inArray(connectionRequests.status, ["waiting", "taken"]),
        ),
      )
      .returning({ id: connectionRequests.id });
    if (kept.length > 0) await announce(tx, topicOfAnswer(input.id));
    return { kept: kept.length > 0 };
  });
}
