import { and, eq, sql } from "drizzle-orm";
import { staffSessions, users } from "@/db/schema/staff";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { userIs } from "./load";

/** Long enough to tell browsers apart, short enough that nobody fills the table with it. */
const MAX_AGENT_LENGTH = 300;

/** Ends every session of a user: each request compares the version in its cookie with the database. @returns the new version */
export async function endAllSessions(ctx: Ctx, tx: Tx, userId: string): Promise<number> {
  const rows = await tx
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(userIs(ctx, userId))
    .returning({ version: users.sessionVersion });
  return rows[0]?.version ?? 0;
}

/** Writes down a browser that signed in. */
export async function insertSession(
  ctx: Ctx,
  tx: Tx,
  { userId, sessionVersion, userAgent }: { userId: string; sessionVersion: number; userAgent: string },
): Promise<string> {
  const id = ctx.ids.next("ses");
  await tx.insert(staffSessions).values({
    firmId: ctx.firmId,
    id,
    userId,
    sessionVersion,
    ip: ctx.ip,
    userAgent: userAgent.slice(0, MAX_AGENT_LENGTH),
    createdAt: ctx.clock.now(),
  });
  return id;
}

/** Takes one session of a user over to their new version. */
export async function keepSession(
  ctx: Ctx,
  tx: Tx,
  { userId, sessionId, sessionVersion }: { userId: string; sessionId: string; sessionVersion: number },
): Promise<void> {
  await tx
    .update(staffSessions)
    .set({ sessionVersion })
    .where(
      and(
        eq(staffSessions.firmId, ctx.firmId),
        eq(staffSessions.id, sessionId),
        eq(staffSessions.userId, userId),
        eq(staffSessions.sessionVersion, sessionVersion - 1),
      ),
    );
}
