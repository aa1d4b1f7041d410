import { sql } from "drizzle-orm";
import { escapeLiteral } from "pg";
import { databasePool, inTransaction, readInTransaction, type Transaction } from "@/db/client";
import { actorName, type Ctx } from "./context";

export type Tx = Transaction;

/**
 * Runs work in one transaction that sees this firm only. The firm, the actor and the time are set for the transaction and vanish
 * with it: set for the session they would leak to the next user of the pooled connection (measured).
 * No network call may happen inside.
 */
export async function inFirm<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return beginSurely((onBegun) =>
    inTransaction(beginningOf(ctx), (tx) => {
      onBegun();
      return work(tx);
    }),
  );
}

/**
 * The same for work that only reads and begins with one question without parameters, which may use `current_setting('app.firm_id')`:
 * its rows are there when the work begins. For screens whose answer is worth little more than a round trip.
 */
export async function readInFirm<Row, T>(
  ctx: Ctx,
  question: string,
  work: (tx: Tx, rows: Row[]) => Promise<T>,
): Promise<T> {
  return beginSurely((onBegun) =>
    readInTransaction<T, Row>(`${beginningOf(ctx, "begin read only")}; ${question}`, (tx, rows) => {
      onBegun();
      return work(tx, rows);
    }),
  );
}

async function beginSurely<T>(run: (onBegun: () => void) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      return await run(() => {
        hasBegun = true;
      });
    } catch (error) {
      // After a restart of the database the pool may hand out connections that are dead already. Nothing was done on them.
      if (hasBegun || attempt === BEGIN_TRIES) throw error;
    }
  }
}

const BEGIN_TRIES = 3;

/** Statements without parameters: only such can be several in one question. */
function beginningOf(ctx: Ctx, begin: "begin" | "begin read only" = "begin"): string {
  const settings = { firm_id: ctx.firmId, actor: actorName(ctx.actor), now: ctx.clock.now().toISOString() };
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('app.${name}', ${escapeLiteral(value)}, true)`,
  );
  return `${begin}; select ${calls.join(", ")}`;
}

/**
 * One question to a function of the database that finds the firm by a key, sets it and unsets it, all in that question: a page that
 * only reads needs no transaction around it. `question` holds $1 and names what comes back "answer", null for nothing.
 */
export async function askByKey<Answer extends object>(question: string, key: string): Promise<Answer | null> {
  const { rows } = await databasePool().query<{ answer: Answer | null }>(question, [key]);
  return rows[0]?.answer ?? null;
}

/** Says in the history why the next move of a payment happens. Values are shown to staff; never a secret. */
export async function noteNextMove(tx: Tx, detail: Record<string, string>): Promise<void> {
  await tx.execute(sql`select set_config('app.detail', ${JSON.stringify(detail)}, true)`);
}
