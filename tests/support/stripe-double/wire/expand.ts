import type { Kind } from "../state/ledger";
import type { Call } from "../state/world";
import { invalid } from "./failures";

const KINDS: [prefix: string, kind: Kind][] = [
  ["ch_", "charge"],
  ["py_", "charge"],
  ["pm_", "payment_method"],
  ["cus_", "customer"],
  ["txn_", "balance_transaction"],
  ["re_", "refund"],
  ["pyr_", "refund"],
  ["du_", "dispute"],
  ["pi_", "payment_intent"],
  ["seti_", "setup_intent"],
  ["mandate_", "mandate"],
];
const MAX_DEPTH = 4;

/** A copy of an answer in which the named ids are replaced by their objects: docs.stripe.com/expand. */
export function expand(call: Call, answer: unknown, paths: readonly string[]): unknown {
  let copy: unknown = structuredClone(answer);
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > MAX_DEPTH)
      throw invalid("You cannot expand more than 4 levels of a property.", { param: "expand" });
    copy = expandAt(call, copy, parts, path);
  }
  return copy;
}

function expandAt(call: Call, value: unknown, parts: string[], path: string): unknown {
  if (parts.length === 0 || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => expandAt(call, one, parts, path));
  const [name = "", ...rest] = parts;
  if (typeof value !== "object" || !Object.hasOwn(value, name)) throw cannot(path);
  const holder = value as Record<string, unknown>;
  const held = holder[name];
  if (typeof held === "string") {
    const kind = KINDS.find(([prefix]) => held.startsWith(prefix))?.[1];
    const object = kind ? call.world.ledger.find(kind, call.account, held) : null;
    if (!object) throw cannot(path);
    holder[name] = expandAt(call, structuredClone(object), rest, path);
  } else if (rest.length > 0 || held === null) holder[name] = expandAt(call, held, rest, path);
  else if (typeof held !== "object") throw cannot(path);
  return holder;
}

function cannot(path: string): Error {
  return invalid(`This property cannot be expanded (${path}).`, { param: "expand" });
}
