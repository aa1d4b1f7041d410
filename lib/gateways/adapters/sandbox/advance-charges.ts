import { z } from "zod";
import type { Books } from "./store";

const Moved = z.object({ accountId: z.string(), reference: z.string(), state: z.string() });
export type MovedCharge = z.infer<typeof Moved>;

/**
 * Lets happen what is due by `now`, of all firms, one firm or one account: settling, returns, disputes, forgotten challenges. Called by
 * every call of the product's, so that a test clock that has moved ahead leaves its mark, and by the processor's own clock. A row that
 * another call is moving is left to it, so that two looks at once never wait for each other.
 */
export async function advanceCharges(
  books: Books,
  now: Date,
  owner: { firmId?: string; accountId?: string } = {},
): Promise<MovedCharge[]> {
  const { rows } = await books.query(
    `update sandbox.charges set state = next_state, next_state = '', next_at = null,
       decline_code = case when next_state = 'voided' then 'authentication_failed' else decline_code end,
       dispute_status = case when next_state = 'disputed' then 'open' else dispute_status end,
       disputed_at = case when next_state = 'disputed' then next_at else disputed_at end
     where id in (
       select id from sandbox.charges where next_at <= $1 and ($2::text is null or firm_id = $2) and ($3::text is null or account_id = $3)
       for update skip locked
     )
     returning account_id as "accountId", reference, state`,
    [now, owner.firmId ?? null, owner.accountId ?? null],
  );
  return rows.map((row) => Moved.parse(row));
}
