import { and, eq, type SQL, sql } from "drizzle-orm";
import { foundPostings } from "@/db/schema/postings";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PostingState } from "../model";
import { foundBy, holdsText } from "./read-page";

/** Of a text that stands on more records of a state than these, nobody waits for the exact number. */
export const MOST_COUNTED = 1_000;
/** A state with no more records than these is looked through whole: sooner done than an index of text that has every hit of every state. */
const FEW = 5_000;

export type AccountShare = { accountId: string; records: number; cents: number };
/** `isWhole` false: there are more records than the shares say. */
export type StateCount = { state: PostingState; isWhole: boolean; shares: readonly AccountShare[] };

/** How many records of these states hold a text, and their sums by account; with a text at most a little above MOST_COUNTED of each. */
export async function countStates(ctx: Ctx, tx: Tx, states: readonly PostingState[], q: string): Promise<StateCount[]> {
  if (q === "") return countAll(ctx, tx, states);
  const counts: StateCount[] = [];
  for (const state of states) {
    const { rows } = await tx.execute<{ account_id: string; records: number; cents: string }>(
      foundQuestion(ctx, state, q),
    );
    const shares = rows.map((row) => ({ accountId: row.account_id, records: row.records, cents: Number(row.cents) }));
    const isWhole = shares.reduce((sum, { records }) => sum + records, 0) <= MOST_COUNTED;
    counts.push({ state, isWhole, shares });
  }
  return counts;
}

async function countAll(ctx: Ctx, tx: Tx, states: readonly PostingState[]): Promise<StateCount[]> {
  const { state, accountId, amountCents } = foundPostings;
  const rows = await tx
    .select({
      ...{ state, accountId },
      records: sql<number>`count(*)`.mapWith(Number),
      cents: sql<number>`sum(${amountCents})::bigint`.mapWith(Number),
    })
    .from(foundPostings)
    .where(foundBy(ctx, ""))
    .groupBy(state, accountId);
  return states.map((each) => ({ state: each, isWhole: true, shares: rows.filter((row) => row.state === each) }));
}

/** Which of both ways is decided by the database, which knows how many records the state has. Its plan is tested (read-page.db.test.ts). */
export function foundQuestion(ctx: Ctx, state: PostingState, q: string): SQL {
  const { accountId, amountCents, searchText } = foundPostings;
  const isOfState = eq(foundPostings.state, state);
  return sql`
    with of_state as materialized (
      select ${accountId} as account_id, ${amountCents} as amount_cents, ${searchText} as search_text
      from ${foundPostings} where ${and(foundBy(ctx, ""), isOfState)} limit ${FEW + 1}
    ), size as (select count(*) <= ${FEW} as is_few from of_state)
    select account_id, count(*)::int as records, sum(amount_cents)::bigint as cents from (
      select account_id, amount_cents from of_state where (select is_few from size) and ${holdsText(sql`search_text`, q)}
      union all (
        select ${accountId}, ${amountCents} from ${foundPostings}
        where not (select is_few from size) and ${and(foundBy(ctx, q), isOfState)} limit ${MOST_COUNTED + 1})
    ) found group by account_id`;
}
