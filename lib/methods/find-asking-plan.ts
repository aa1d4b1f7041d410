import { and, eq } from "drizzle-orm";
import { methodRequests } from "@/db/schema/methods";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** What asks a payer for another method after a failed run. */
export type AskingPlan = "schedule" | "auto_pay";

/** The key of a request that a failed run makes: it names the plan, so that the plan takes the method that is saved by it. */
export function askedByPlan(ctx: Ctx, plan: AskingPlan, planId: string, run: string): string {
  return `${plan}:${planId}:${run}:${ctx.ids.next("req")}`;
}

/** The plan whose failed run asked for this method; null when none did. */
export async function findAskingPlan(ctx: Ctx, tx: Tx, plan: AskingPlan, methodId: string): Promise<string | null> {
  const [row] = await tx
    .select({ requestKey: methodRequests.requestKey })
    .from(methodRequests)
    .where(and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.methodId, methodId)));
  const [kind, planId] = row?.requestKey.split(":") ?? [];
  return kind === plan && planId ? planId : null;
}
