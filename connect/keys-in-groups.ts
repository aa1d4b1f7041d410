import type { CallParams, Row } from "./databases/call";

/** So many parameters does each procedure have that takes several keys: key01 to key20. */
const KEYS_PER_CALL = 20;
/** At most, in one question to the service. */
const MOST_KEYS = 500;

/**
 * Asks a procedure for many keys, as many at once as it has parameters; each key once.
 * @throws when there are more than 500
 */
export async function callInGroups(
  keys: readonly string[],
  prefix: "key" | "ref",
  call: (params: CallParams) => Promise<Row[]>,
): Promise<Row[]> {
  if (keys.length > MOST_KEYS) throw new Error(`At most ${MOST_KEYS} at once, not ${keys.length}.`);
  const all = [...new Set(keys)];
  const rows: Row[] = [];
  for (let from = 0; from < all.length; from += KEYS_PER_CALL) {
    const group = all.slice(from, from + KEYS_PER_CALL);
    const names = group.map((key, place) => [`${prefix}${String(place + 1).padStart(2, "0")}`, key]);
    rows.push(...(await call(Object.fromEntries(names))));
  }
  return rows;
}
