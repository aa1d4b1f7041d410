import { and, eq, isNull } from "drizzle-orm";
import { staffSessions } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockManagedUser, lockOwnRow } from "./internal/load";
import type { SessionIdInput } from "./schemas";

type Session = typeof staffSessions.$inferSelect;

/** Signs one browser of the user's own out. @throws AppError forbidden, not_found (session_unknown) */
export async function endOwnSession(ctx: Ctx, input: SessionIdInput): Promise<{ ended: string }> {
  return inFirm(ctx, async (tx) => {
    const user = await lockOwnRow(ctx, tx);
    const session = await findSession(ctx, tx, input.sessionId);
    if (!session || session.userId !== user.id) throw sessionUnknown();
    return endOne(ctx, tx, session);
  });
}

/** Signs one browser of another user out. @throws AppError forbidden, not_found (session_unknown), refused (own_user, user_outranks) */
export async function endUserSession(ctx: Ctx, input: SessionIdInput): Promise<{ ended: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const session = await findSession(ctx, tx, input.sessionId);
    if (!session) throw sessionUnknown();
    await lockManagedUser(ctx, tx, session.userId);
    return endOne(ctx, tx, session);
  });
}

async function findSession(ctx: Ctx, tx: Tx, sessionId: string): Promise<Session | null> {
  const rows = await tx
    .select()
    .from(staffSessions)
    .where(and(eq(staffSessions.firmId, ctx.firmId), eq(staffSessions.id, sessionId)));
  return rows[0] ?? null;
}

async function endOne(ctx: Ctx, tx: Tx, session: Session): Promise<{ ended: string }> {
  const ended = await tx
    .update(staffSessions)
    .set({ endedAt: ctx.clock.now() })
    .where(and(eq(staffSessions.firmId, ctx.firmId), eq(staffSessions.id, session.id), isNull(staffSessions.endedAt)))
    .returning({ id: staffSessions.id });
  // Ended meanwhile: what was wanted is so.
  if (ended.length > 0)
    await appendAudit(ctx, tx, {
      action: "session.end",
      objectType: "user",
      objectId: session.userId,
      detail: { sessionId: session.id, ip: session.ip },
    });
  return { ended: session.id };
}

function sessionUnknown(): AppError {
  return new AppError("not_found", { reason: "session_unknown" });
}
