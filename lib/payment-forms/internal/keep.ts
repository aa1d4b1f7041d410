import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { EntryLayout } from "../model";
import { ENTRY_LAYOUT_KEY } from "../queries";

/** Changes part of what a user has arranged and leaves the rest. Of an actor who is no user nothing is kept. */
export async function keepLayoutPart(ctx: Ctx, tx: Tx, part: Partial<EntryLayout>): Promise<void> {
  if (ctx.actor.kind !== "user") return;
  await tx.execute(sql`
    insert into user_preferences (firm_id, user_id, key, value, updated_at)
    select u.firm_id, u.id, ${ENTRY_LAYOUT_KEY}, ${JSON.stringify(part)}::jsonb, ${ctx.clock.now().toISOString()}::timestamptz
    from users u where u.firm_id = ${ctx.firmId} and u.id = ${ctx.actor.userId}
    on conflict (firm_id, user_id, key)
    do update set value = user_preferences.value || excluded.value, updated_at = excluded.updated_at
    where user_preferences.value is distinct from user_preferences.value || excluded.value`);
}
