import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockOwnRow } from "./internal/load";
import { endAllSessions } from "./internal/sessions";

/**
 * Ends every session of the user who acts, this one too: each request compares the version in its cookie with the database.
 * @throws AppError forbidden when no user acts
 */
export async function endSessions(ctx: Ctx): Promise<{ sessionVersion: number }> {
  return inFirm(ctx, async (tx) => {
    const user = await lockOwnRow(ctx, tx);
    const sessionVersion = await endAllSessions(ctx, tx, user.id);
    await appendAudit(ctx, tx, { action: "session.end_all", objectType: "user", objectId: user.id });
    return { sessionVersion };
  });
}
