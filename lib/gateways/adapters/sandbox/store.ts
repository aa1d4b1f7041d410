import { Pool, type PoolClient } from "pg";
import type { z } from "zod";
import { env } from "@/lib/platform/env";
import { ChargeRow, KeyRow, type NewCharge, RefundRow } from "./api-types";

/** The role of the sandbox's books: it sees the schema `sandbox` and nothing else; the app's role does not see that schema. */
export const SANDBOX_ROLE = "docketpay_sandbox";

const holder = globalThis as typeof globalThis & { docketpaySandboxPool?: Pool };

/** A small pool of its own, as if the processor were elsewhere: the app's transactions never reach into these books. */
export function sandboxPool(): Pool {
  holder.docketpaySandboxPool ??= openSandboxPool(env().DATABASE_URL);
  return holder.docketpaySandboxPool;
}

/** Ends the shared pool; for scripts and tests. */
export async function closeSandboxPool(): Promise<void> {
  const current = holder.docketpaySandboxPool;
  holder.docketpaySandboxPool = undefined;
  await current?.end();
}

export function openSandboxPool(databaseUrl: string): Pool {
  if (!databaseUrl)
    throw new Error("DATABASE_URL is not set. npm start and npm run demo start an embedded database and set it.");
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 5,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    options: `-c role=${SANDBOX_ROLE}`,
  });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  // Nor may one that dies in use: its query fails, and that is where it is told.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

export type Books = Pool | PoolClient;
/** The merchant account whose books are meant. */
export type Owner = { firmId: string; accountId: string };

const CHARGE_COLUMNS = `id, seq, firm_id as "firmId", account_id as "accountId", account_name as "accountName", reference,
  idempotency_key as "idempotencyKey", amount_cents as "amountCents", refunded_cents as "refundedCents", currency, description,
  state, next_state as "nextState", next_at as "nextAt", test_method as "testMethod", last4, auth_code as "authCode",
  decline_code as "declineCode", return_code as "returnCode", dispute_status as "disputeStatus", disputed_at as "disputedAt",
  created_at as "createdAt"`;
const REFUND_COLUMNS = `id, charge_id as "chargeId", reference, amount_cents as "amountCents", currency`;

async function rows<T>(books: Books, shape: z.ZodType<T>, sql: string, values: unknown[]): Promise<T[]> {
  const result = await books.query(sql, values);
  return result.rows.map((row) => shape.parse(row));
}

/** One transaction; rolled back when `work` throws. */
export async function inTransaction<T>(pool: Pool, work: (books: PoolClient) => Promise<T>): Promise<T> {
  const books = await pool.connect();
  let broken: Error | undefined;
  try {
    await books.query("begin");
    const result = await work(books);
    await books.query("commit");
    return result;
  } catch (error) {
    await books.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    books.release(broken);
  }
}

export async function insertCharge(books: Books, charge: NewCharge): Promise<ChargeRow> {
  const made = await rows(
    books,
    ChargeRow,
    `insert into sandbox.charges (id, firm_id, account_id, account_name, reference, idempotency_key, amount_cents, currency, description,
       state, next_state, next_at, test_method, last4, auth_code, decline_code, return_code, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) returning ${CHARGE_COLUMNS}`,
    [
      charge.id,
      charge.firmId,
      charge.accountId,
      charge.accountName,
      charge.reference,
      charge.idempotencyKey,
      charge.amountCents,
      charge.currency,
      charge.description,
      charge.state,
      charge.nextState,
      charge.nextAt,
      charge.testMethod,
      charge.last4,
      charge.authCode,
      charge.declineCode,
      charge.returnCode,
      charge.createdAt,
    ],
  );
  return first(made, "insert into sandbox.charges gave no row");
}

/** @param lock also holds the row until the transaction ends */
export async function findChargeById(books: Books, id: string, lock = false): Promise<ChargeRow | null> {
  const found = await rows(
    books,
    ChargeRow,
    `select ${CHARGE_COLUMNS} from sandbox.charges where id = $1 ${lock ? "for update" : ""}`,
    [id],
  );
  return found[0] ?? null;
}

/** The charge of our reference; if there were several, the one that took money, and of those the first. */
export async function findChargeByReference(books: Books, owner: Owner, reference: string): Promise<ChargeRow | null> {
  const found = await rows(
    books,
    ChargeRow,
    `select ${CHARGE_COLUMNS} from sandbox.charges where firm_id = $1 and account_id = $2 and reference = $3
     order by (decline_code <> ''), seq limit 1`,
    [owner.firmId, owner.accountId, reference],
  );
  return found[0] ?? null;
}

export async function updateCharge(
  books: Books,
  id: string,
  change: Pick<
    ChargeRow,
    | "state"
    | "nextState"
    | "nextAt"
    | "authCode"
    | "declineCode"
    | "returnCode"
    | "refundedCents"
    | "disputeStatus"
    | "disputedAt"
  >,
): Promise<void> {
  await books.query(
    `update sandbox.charges set state = $2, next_state = $3, next_at = $4, auth_code = $5, decline_code = $6, return_code = $7,
       refunded_cents = $8, dispute_status = $9, disputed_at = $10 where id = $1`,
    [
      id,
      change.state,
      change.nextState,
      change.nextAt,
      change.authCode,
      change.declineCode,
      change.returnCode,
      change.refundedCents,
      change.disputeStatus,
      change.disputedAt,
    ],
  );
}

/** Where a page of a list ended. */
export type ListPlace = { createdAt: Date; seq: number };

/** One page of an account's charges since an instant, oldest first, after the given row. */
export function listChargesSince(
  books: Books,
  owner: Owner,
  since: Date,
  after: ListPlace | null,
  limit: number,
): Promise<ChargeRow[]> {
  return rows(
    books,
    ChargeRow,
    `select ${CHARGE_COLUMNS} from sandbox.charges where firm_id = $1 and account_id = $2 and (created_at, seq) > ($3, $4)
     order by created_at, seq limit $5`,
    [owner.firmId, owner.accountId, after?.createdAt ?? since, after?.seq ?? 0, limit],
  );
}

/** Everything in the books, all firms, oldest first. */
export function listAllCharges(books: Books): Promise<ChargeRow[]> {
  return rows(books, ChargeRow, `select ${CHARGE_COLUMNS} from sandbox.charges order by created_at, seq`, []);
}

export function listLatestCharges(books: Books, limit: number): Promise<ChargeRow[]> {
  return rows(books, ChargeRow, `select ${CHARGE_COLUMNS} from sandbox.charges order by seq desc limit $1`, [limit]);
}

export async function insertRefund(
  books: Books,
  owner: Owner,
  refund: RefundRow & { idempotencyKey: string; createdAt: Date },
): Promise<void> {
  await books.query(
    `insert into sandbox.refunds (id, charge_id, firm_id, account_id, reference, idempotency_key, amount_cents, currency, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      refund.id,
      refund.chargeId,
      owner.firmId,
      owner.accountId,
      refund.reference,
      refund.idempotencyKey,
      refund.amountCents,
      refund.currency,
      refund.createdAt,
    ],
  );
  await books.query("update sandbox.charges set refunded_cents = refunded_cents + $2 where id = $1", [
    refund.chargeId,
    refund.amountCents,
  ]);
}

export async function findRefundByReference(books: Books, owner: Owner, reference: string): Promise<RefundRow | null> {
  const found = await rows(
    books,
    RefundRow,
    `select ${REFUND_COLUMNS} from sandbox.refunds where firm_id = $1 and account_id = $2 and reference = $3 order by created_at, id limit 1`,
    [owner.firmId, owner.accountId, reference],
  );
  return found[0] ?? null;
}

export type KeyUse = { operation: "charge" | "refund" | "void"; key: string };

/** Forgets a key that is older than `keptSince`, or whatever its age when null. Says whether it was there. */
export async function pruneKey(books: Books, owner: Owner, use: KeyUse, keptSince: Date | null): Promise<boolean> {
  const { rowCount } = await books.query(
    `delete from sandbox.idempotency_keys where firm_id = $1 and account_id = $2 and operation = $3 and key = $4
     and ($5::timestamptz is null or created_at < $5)`,
    [owner.firmId, owner.accountId, use.operation, use.key, keptSince],
  );
  return rowCount !== 0;
}

/**
 * Takes a key for the request that will make `resultId`. Null when it is ours now; otherwise who has it. A second caller with the
 * same key waits here until the first one's transaction has ended: the primary key makes two charges of one key impossible.
 */
export async function claimKey(
  books: Books,
  owner: Owner,
  use: KeyUse,
  claim: KeyRow & { createdAt: Date },
): Promise<KeyRow | null> {
  const taken = await books.query(
    `insert into sandbox.idempotency_keys (firm_id, account_id, operation, key, request_hash, result_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [owner.firmId, owner.accountId, use.operation, use.key, claim.requestHash, claim.resultId, claim.createdAt],
  );
  if (taken.rowCount === 1) return null;
  const held = await rows(
    books,
    KeyRow,
    `select request_hash as "requestHash", result_id as "resultId" from sandbox.idempotency_keys
     where firm_id = $1 and account_id = $2 and operation = $3 and key = $4`,
    [owner.firmId, owner.accountId, use.operation, use.key],
  );
  return first(held, "an idempotency key was pruned between two reads of one transaction");
}

/** What /dev/sandbox has set, or null. */
export async function readStoredFaultPlan(books: Books): Promise<string | null> {
  const result = await books.query<{ fault_plan: string }>("select fault_plan from sandbox.settings");
  return result.rows[0]?.fault_plan ?? null;
}

/** @param text null goes back to SANDBOX_FAULTS */
export async function storeFaultPlan(books: Books, text: string | null, now: Date): Promise<void> {
  if (text === null) await books.query("delete from sandbox.settings");
  else
    await books.query(
      `insert into sandbox.settings ("only", fault_plan, updated_at) values (true, $1, $2)
       on conflict ("only") do update set fault_plan = excluded.fault_plan, updated_at = excluded.updated_at`,
      [text, now],
    );
}

export async function nextCallNumber(books: Books): Promise<number> {
  const result = await books.query<{ n: string }>("select nextval('sandbox.call_numbers') as n");
  return Number(result.rows[0]?.n ?? 0);
}

function first<T>(found: T[], complaint: string): T {
  const row = found[0];
  if (row === undefined) throw new Error(complaint);
  return row;
}
