import { and, eq, sql } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { columnsOf } from "./internal/load";
import type { PayerFacts } from "./model";
import { completeName } from "./rules";
import type { CreatePayerInput } from "./schemas";

/** Makes a payer. The same request key makes one, however often it is sent. @throws AppError forbidden */
export async function createPayer(ctx: Ctx, input: CreatePayerInput): Promise<{ id: string }> {
  requirePermission(ctx, "payers.manage");
  const { requestKey, ...facts } = input;
  return inFirm(ctx, async (tx) => {
    // Two presses at once wait for each other here, so that the second finds the payer of the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.firmId}/payer/${requestKey}`}, 0))`);
    const same = await tx
      .select({ id: payers.id })
      .from(payers)
      .where(and(eq(payers.firmId, ctx.firmId), eq(payers.requestKey, requestKey)));
    return same[0] ?? insertPayer(ctx, tx, facts, requestKey);
  });
}

/** For verbs that make a payer on their way, in their transaction. */
export async function insertPayer(
  ctx: Ctx,
  tx: Tx,
  facts: PayerFacts,
  requestKey: string | null,
): Promise<{ id: string }> {
  const id = ctx.ids.next("pyr");
  const name = completeName(facts);
  await tx.insert(payers).values({
    ...columnsOf({ ...facts, name }),
    firmId: ctx.firmId,
    id,
    requestKey,
    createdBy: actorName(ctx.actor),
    createdAt: ctx.clock.now(),
  });
  await appendAudit(ctx, tx, {
    action: "payer.create",
    objectType: "payer",
    objectId: id,
    detail: { after: { ...facts, name } },
  });
  return { id };
}
