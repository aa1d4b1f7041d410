import { and, eq, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockOwnRow } from "./internal/load";
import type { SecurityPolicy } from "./model";
import type { SecurityInput } from "./schemas";

/**
 * Sets what holds for every sign-in of the firm, and above which sum a refund needs a second person. With the second factor newly required, those who have none are signed out and set one
 * up when they sign in again; whoever switches it on has one already, so that nobody locks themselves out.
 * @throws AppError forbidden, refused (own_second_factor_first)
 */
export async function saveSecurity(ctx: Ctx, input: SecurityInput): Promise<{ signedOut: number }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const [firm] = await tx
      .select({
        requiresSecondFactor: firms.requiresSecondFactor,
        idleDays: firms.idleDays,
        refundLimitCents: firms.refundLimitCents,
      })
      .from(firms)
      .where(eq(firms.firmId, ctx.firmId))
      .for("update");
    if (!firm) throw new AppError("not_found", { reason: "firm_unknown" });
    const before: SecurityPolicy = firm;
    const after: SecurityPolicy = {
      requiresSecondFactor: input.requiresSecondFactor,
      idleDays: input.idleDays,
      refundLimitCents: input.asksSecondPerson ? (input.refundLimitCents ?? null) : null,
    };
    const isNew = after.requiresSecondFactor && !before.requiresSecondFactor;
    if (isNew && (await lockOwnRow(ctx, tx)).totpSealed === "")
      throw new AppError("refused", { reason: "own_second_factor_first" });
    await tx.update(firms).set(after).where(eq(firms.firmId, ctx.firmId));
    const ended = isNew
      ? await tx
          .update(users)
          .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
          .where(and(eq(users.firmId, ctx.firmId), eq(users.totpSealed, "")))
          .returning({ id: users.id })
      : [];
    await appendAudit(ctx, tx, {
      action: "firm.security",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before, after, signedOut: ended.length },
    });
    return { signedOut: ended.length };
  });
}
