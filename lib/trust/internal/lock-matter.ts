import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { TrustMatterKey } from "../model";

/** Holds a matter until the transaction ends: what changes or judges its balance goes one after the other. Taken after payments. */
export async function lockMatter(ctx: Ctx, tx: Tx, { accountId, clientRef, matterRef }: TrustMatterKey): Promise<void> {
  await tx.execute(sql`select lock_trust_matter(${ctx.firmId}, ${accountId}, ${clientRef}, ${matterRef})`);
}
