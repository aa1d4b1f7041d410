import type Stripe from "stripe";
import { invalid } from "./failures";

type Searched = Stripe.PaymentIntent | Stripe.Charge;
type Clause = (object: Searched) => boolean;

const CLAUSE = /^(-?)\s*(metadata\[(["'])(.+?)\3\]|[a-z_]+)\s*(:|~|<=|>=|<|>)\s*("[^"]*"|'[^']*'|\d+|null)\s*/;
const TEXT_FIELDS = ["currency", "customer", "status"];
const NUMBER_FIELDS = ["amount", "created"];

/** Reads a query of docs.stripe.com/search#search-query-language; AND and OR may not be mixed. @throws StripeFailure 400 */
export function readQuery(query: string): Clause {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  let rest = query.trim();
  for (;;) {
    const match = CLAUSE.exec(rest);
    if (!match) throw malformed(query);
    clauses.push(readClause(match));
    rest = rest.slice(match[0].length);
    if (rest === "") break;
    const joint = /^(AND|OR)\s+/i.exec(rest);
    // Without a word between them, clauses are joined by AND.
    joints.add((joint?.[1] ?? "and").toLowerCase());
    rest = rest.slice(joint?.[0].length ?? 0);
  }
  if (joints.size > 1) throw malformed(query);
  return (object) =>
    joints.has("or") ? clauses.some((clause) => clause(object)) : clauses.every((clause) => clause(object));
}

function readClause([, minus, field = "", , key, operator = ":", quoted = ""]: RegExpExecArray): Clause {
  const wanted = quoted.replace(/^["']|["']$/g, "");
  const isNull = quoted === "null";
  const holds = (object: Searched): boolean => {
    if (key !== undefined) {
      const held = object.metadata[key];
      if (isNull) return held === undefined;
      if (held === undefined) return false;
      return operator === "~" ? held.toLowerCase().includes(wanted.toLowerCase()) : held === wanted;
    }
    const held: unknown = object[field as keyof Searched];
    if (NUMBER_FIELDS.includes(field)) return compare(Number(held), operator, Number(wanted));
    return isNull ? held === null : held === wanted;
  };
  if (key === undefined && !TEXT_FIELDS.includes(field) && !NUMBER_FIELDS.includes(field))
    throw invalid(`Field \`${field}\` is an unsupported search field for resource \`payment_intents\`.`, {
      param: "query",
    });
  return minus === "-" ? (object) => !holds(object) : holds;
}

function compare(held: number, operator: string, wanted: number): boolean {
  if (operator === "<") return held < wanted;
  if (operator === "<=") return held <= wanted;
  if (operator === ">") return held > wanted;
  if (operator === ">=") return held >= wanted;
  return held === wanted;
}

function malformed(query: string): Error {
  return invalid(
    `We were unable to parse your search query. Try using the format \`metadata["key"]:"value"\` to query for metadata or key:"value" to query for other fields. Your query was: ${query}`,
    { param: "query" },
  );
}

/** One page of what an index that lags behind knows. */
export function answerSearch<T extends Searched>(
  url: string,
  indexed: T[],
  given: { query?: string; limit?: number; page?: string },
): Record<string, unknown> {
  const holds = readQuery(given.query ?? "");
  const found = indexed.filter(holds);
  const start = given.page === undefined ? 0 : Number(given.page);
  if (!Number.isInteger(start)) throw invalid("Invalid page.", { param: "page" });
  const end = start + (given.limit ?? 10);
  const hasMore = found.length > end;
  return {
    object: "search_result",
    data: found.slice(start, end),
    has_more: hasMore,
    next_page: hasMore ? String(end) : null,
    url,
  };
}
