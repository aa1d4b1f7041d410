import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { associations } from "@/db/schema/associations";
import { autoPayEnrollments, autoPayRuns, autoPays } from "@/db/schema/auto-pays";
import { requireAccount } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { RunKey } from "../model";

export type StoredAutoPay = typeof autoPays.$inferSelect;
export type StoredRun = typeof autoPayRuns.$inferSelect;
export type EnrolledAssociation = typeof associations.$inferSelect;

export function autoPayIs(ctx: Ctx, autoPayId: string) {
  return and(eq(autoPays.firmId, ctx.firmId), eq(autoPays.id, autoPayId));
}

export function runIs(ctx: Ctx, { autoPayId, runOn }: Omit<RunKey, "round">) {
  return and(eq(autoPayRuns.firmId, ctx.firmId), eq(autoPayRuns.autoPayId, autoPayId), eq(autoPayRuns.runOn, runOn));
}

/**
 * The Auto-Pay, locked until the transaction ends; always before its runs, so that nobody waits in a circle.
 * @throws AppError not_found (auto_pay_unknown; also where its account is beyond the actor's limits)
 */
export async function lockAutoPay(ctx: Ctx, tx: Tx, autoPayId: string): Promise<StoredAutoPay> {
  const [row] = await tx.select().from(autoPays).where(autoPayIs(ctx, autoPayId)).for("update");
  return requireVisible(ctx, row);
}

/** The same without the lock. @throws AppError not_found (auto_pay_unknown) */
export async function readAutoPay(ctx: Ctx, tx: Tx, autoPayId: string): Promise<StoredAutoPay> {
  const [row] = await tx.select().from(autoPays).where(autoPayIs(ctx, autoPayId));
  return requireVisible(ctx, row);
}

function requireVisible(ctx: Ctx, row: StoredAutoPay | undefined): StoredAutoPay {
  if (!row) throw new AppError("not_found", { reason: "auto_pay_unknown" });
  requireAccount(ctx, row.accountId);
  return row;
}

export async function lockRun(ctx: Ctx, tx: Tx, key: Omit<RunKey, "round">): Promise<StoredRun | null> {
  const [row] = await tx.select().from(autoPayRuns).where(runIs(ctx, key)).for("update");
  return row ?? null;
}

/** The newest run; null before the first. */
export async function findLastRun(ctx: Ctx, tx: Tx, autoPayId: string): Promise<StoredRun | null> {
  const [row] = await tx
    .select()
    .from(autoPayRuns)
    .where(and(eq(autoPayRuns.firmId, ctx.firmId), eq(autoPayRuns.autoPayId, autoPayId)))
    .orderBy(desc(autoPayRuns.runOn))
    .limit(1);
  return row ?? null;
}

/** What it draws on now: enrolled, still associated, and with this very payer. Oldest first. */
export async function loadEnrolled(
  ctx: Ctx,
  tx: Tx,
  { id, payerId, connectionId }: Pick<StoredAutoPay, "id" | "payerId" | "connectionId">,
): Promise<EnrolledAssociation[]> {
  const rows = await tx
    .select({ association: associations })
    .from(autoPayEnrollments)
    .innerJoin(
      associations,
      and(eq(associations.firmId, autoPayEnrollments.firmId), eq(associations.id, autoPayEnrollments.associationId)),
    )
    .where(
      and(
        eq(autoPayEnrollments.firmId, ctx.firmId),
        eq(autoPayEnrollments.autoPayId, id),
        eq(associations.payerId, payerId),
        eq(associations.connectionId, connectionId),
        isNull(associations.removedAt),
      ),
    )
    .orderBy(asc(associations.createdAt), asc(associations.id));
  return rows.map(({ association }) => association);
}
