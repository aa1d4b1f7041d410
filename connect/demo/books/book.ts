import type { ClientBase } from "pg";
import { type DeliveredReceipt, RefusedFile } from "../readers/delivered";

/** Books one receipt in the tables that the search path names, in the transaction of its file. Throws RefusedFile. */
export type BookReceipt = (client: ClientBase, receipt: DeliveredReceipt, batch: Batch) => Promise<void>;

export type Batch = { name: string; cents: number; bank: string; on: string };

/** Where a system keeps its receipts' references, and what it does once for each file. */
export type Books = {
  /** Of the references ($1, text[]) those that are booked. */
  knownSql: string;
  begin?(client: ClientBase, batch: Batch): Promise<void>;
  book: BookReceipt;
};

/** The first row. @throws RefusedFile with these words when there is none */
export async function askOne<Row extends object>(
  client: ClientBase,
  sql: string,
  values: readonly unknown[],
  otherwise: string,
): Promise<Row> {
  const found = await client.query<Row>(sql, [...values]);
  const [row] = found.rows;
  if (!row) throw new RefusedFile(otherwise);
  return row;
}

/** "202611" of 2026-11-21. */
export function period(on: string): string {
  return on.slice(0, 4) + on.slice(5, 7);
}

export function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** Buckets of a balance in cents after a payment of so much: each down to nothing in this order, the rest off the last; what comes back goes to the last. */
export function payBuckets(buckets: readonly number[], cents: number): number[] {
  let left = cents;
  const paid = buckets.map((held) => {
    const taken = Math.max(0, Math.min(held, left));
    left -= taken;
    return held - taken;
  });
  return paid.map((held, index) => (index === paid.length - 1 ? held - left : held));
}
