import { z } from "zod";
import type { Books, Owner } from "./store";

const MethodRow = z.object({ token: z.string(), removedAt: z.date().nullable() });
export type MethodRow = z.infer<typeof MethodRow>;

/** Keeps a method under the product's reference; the same reference again gives what was kept first. */
export async function keepMethod(
  books: Books,
  owner: Owner,
  reference: string,
  token: string,
  now: Date,
): Promise<MethodRow> {
  await books.query(
    `insert into sandbox.methods (firm_id, account_id, reference, token, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [owner.firmId, owner.accountId, reference, token, now],
  );
  const kept = await findMethod(books, owner, reference);
  if (!kept) throw new Error(`the sandbox kept no method under ${reference}`);
  return kept;
}

export async function findMethod(books: Books, owner: Owner, reference: string): Promise<MethodRow | null> {
  const found = await books.query(
    `select token, removed_at as "removedAt" from sandbox.methods where firm_id = $1 and account_id = $2 and reference = $3`,
    [owner.firmId, owner.accountId, reference],
  );
  const row = found.rows[0];
  return row ? MethodRow.parse(row) : null;
}

export async function detachMethod(books: Books, owner: Owner, token: string, now: Date): Promise<void> {
  await books.query(
    `update sandbox.methods set removed_at = $4 where firm_id = $1 and account_id = $2 and token = $3 and removed_at is null`,
    [owner.firmId, owner.accountId, token, now],
  );
}

/** A saved token that was detached everywhere it was kept can no longer be charged. */
export async function isDetached(books: Books, owner: Owner, token: string): Promise<boolean> {
  const found = await books.query(
    `select 1 from sandbox.methods where firm_id = $1 and account_id = $2 and token = $3
     having count(*) > 0 and count(*) filter (where removed_at is null) = 0`,
    [owner.firmId, owner.accountId, token],
  );
  return found.rows.length > 0;
}
