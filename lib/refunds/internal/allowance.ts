import { and, eq, inArray, ne, notExists, sql, sum } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { refunds } from "@/db/schema/payments";
import { refundRequests } from "@/db/schema/refund-requests";
import { apiKeys } from "@/db/schema/staff";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { Asker, RefundAllowance } from "../model";
import { allowanceOf } from "../rules";

/** Who acts, as a person: an API key acts for its maker. A key of the installation, which nobody of the firm made, stands for itself. */
export async function findAsker(ctx: Ctx, tx: Tx): Promise<Asker> {
  const name = actorName(ctx.actor);
  const person = ctx.actor.kind === "api_key" ? await makerOf(ctx, tx, ctx.actor.keyId) : name;
  const keys = await tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(eq(apiKeys.firmId, ctx.firmId), eq(apiKeys.createdBy, person)));
  return { person, names: [...new Set([name, person, ...keys.map(({ id }) => `api_key:${id}`)])] };
}

async function makerOf(ctx: Ctx, tx: Tx, keyId: string): Promise<string> {
  const [key] = await tx
    .select({ createdBy: apiKeys.createdBy })
    .from(apiKeys)
    .where(and(eq(apiKeys.firmId, ctx.firmId), eq(apiKeys.id, keyId)));
  return key?.createdBy || `api_key:${keyId}`;
}

/** What the actor may give back of the payment alone. Its row is locked where money is to move. */
export async function readAllowance(ctx: Ctx, tx: Tx, paymentId: string): Promise<RefundAllowance> {
  const [firm] = await tx
    .select({ limitCents: firms.refundLimitCents })
    .from(firms)
    .where(eq(firms.firmId, ctx.firmId));
  const limitCents = firm?.limitCents ?? null;
  if (limitCents === null) return allowanceOf(null, 0);
  return allowanceOf(limitCents, await givenAloneCents(ctx, tx, paymentId));
}

async function givenAloneCents(ctx: Ctx, tx: Tx, paymentId: string): Promise<number> {
  const { names } = await findAsker(ctx, tx);
  const approved = tx
    .select({ one: sql`1` })
    .from(refundRequests)
    .where(and(eq(refundRequests.firmId, refunds.firmId), eq(refundRequests.refundId, refunds.id)));
  const [given] = await tx
    .select({ cents: sum(refunds.amountCents).mapWith(Number) })
    .from(refunds)
    .where(
      and(
        eq(refunds.firmId, ctx.firmId),
        eq(refunds.paymentId, paymentId),
        ne(refunds.status, "refused"),
        inArray(refunds.createdBy, names),
        notExists(approved),
      ),
    );
  return given?.cents ?? 0;
}
