import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/platform/tx";

/**
 * Lets the present transaction commit without waiting for the disk. For what the line leaves behind only: when the database crashes
 * within that moment, a question is asked again and an answer is missed, as when a connection breaks.
 */
export async function skipSync(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('synchronous_commit', 'off', true)`);
}
