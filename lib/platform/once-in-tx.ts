import type { Tx } from "./tx";

const kept = new WeakMap<Tx, Map<string, Promise<unknown>>>();

/**
 * Reads a setting once in a transaction, however many ask for it: all of them decide by the same firm and the same account. Only for what
 * a transaction that asks does not write, and takes no lock on.
 */
export function onceInTx<T>(tx: Tx, key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(tx) ?? new Map<string, Promise<unknown>>();
  kept.set(tx, known);
  const earlier = known.get(key);
  if (earlier) return earlier as Promise<T>;
  const reading = read();
  known.set(key, reading);
  return reading;
}
