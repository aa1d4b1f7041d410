import { sql } from "drizzle-orm";
import { database, type Transaction } from "@/db/client";
import { actorName, type Ctx } from "./context";

export type Tx = Transaction;

/**
 * Runs work in one transaction that sees this firm only. The firm, the actor and the time are set for the transaction and vanish
 * with it: set for the session they would leak to the next user of the pooled connection (measured).
 * No network call may happen inside.
 */
export async function inFirm<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.firm_id', ${ctx.firmId}, true), set_config('app.actor', ${actorName(ctx.actor)}, true),
          set_config('app.now', ${ctx.clock.now().toISOString()}, true)`,
    );
    return work(tx);
  });
}

/** Says in the history why the next move of a payment happens. Values are shown to staff; never a secret. */
export async function noteNextMove(tx: Tx, detail: Record<string, string>): Promise<void> {
  await tx.execute(sql`select set_config('app.detail', ${JSON.stringify(detail)}, true)`);
}
