import type { ClientBase } from "pg";

/** Whose rows the transaction writes from here on: an owner that is no superuser is bound by row-level security too. */
export async function setFirm(client: ClientBase, firmId: string, now: Date): Promise<void> {
  // What is asked at the end of a transaction is asked while the firm before can still be seen.
  await client.query("set constraints all immediate");
  await client.query("set constraints all deferred");
  await client.query(
    "select set_config('app.firm_id', $1, true), set_config('app.actor', 'system:seed', true), set_config('app.now', $2, true)",
    [firmId, now.toISOString()],
  );
}
