import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockManagedUser } from "./internal/load";
import { endAllSessions } from "./internal/sessions";
import type { UserIdInput } from "./schemas";

/** Signs another user out of every browser. @throws AppError forbidden, not_found (user_unknown), refused (own_user, user_outranks) */
export async function endUserSessions(ctx: Ctx, input: UserIdInput): Promise<{ name: string }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const user = await lockManagedUser(ctx, tx, input.userId);
    const after = await endAllSessions(ctx, tx, user.id);
    await appendAudit(ctx, tx, {
      action: "session.force_end",
      objectType: "user",
      objectId: user.id,
      detail: { before: user.sessionVersion, after },
    });
    return { name: user.name };
  });
}
