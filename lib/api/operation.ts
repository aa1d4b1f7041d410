import type { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Permission } from "@/lib/staff/model";
import { inputWords } from "./input-words";

/** One request, as an operation sees it. */
export type ApiCall<Body, Query> = {
  ctx: Ctx;
  /** The id in the path; "" where there is none. */
  id: string;
  body: Body;
  query: Query;
  /** The raw body, of operations that read a file. */
  file: Uint8Array;
  /** The same on every try of one request: what makes the effect happen once. */
  requestKey: string;
  /** An earlier try of this very request ended without an answer; its effect may have happened. */
  isRetry: boolean;
  /** The address it was asked on, for links in the answer. */
  origin: string;
};

/** One line of the API's table: what the route enforces and the description says come from here alike. */
export type ApiOperation = {
  /** What client programs call it. */
  name: string;
  summary: string;
  description?: string;
  tag: string;
  /** All that the key must hold, also to be shown the answer. */
  permissions: readonly Permission[];
  reads: "json" | "file" | "nothing";
  body: z.ZodType | null;
  /** The names that the address takes; another is refused, because a filter that is misspelled would answer with everything. */
  query: z.ZodObject | null;
  answer: z.ZodType;
  status: 200 | 201;
  /** Where an answer may also be 202: what it means, and of which answers. */
  accepted: Accepted<unknown> | null;
  /** Changes nothing, so that the same request can be worked out again instead of being remembered. */
  isPure: boolean;
  /** Codes of refusals that are its own. */
  refusals: readonly string[];
  run: (call: ApiCall<unknown, unknown>) => Promise<unknown>;
};

/** The request was taken, and what it asks for was not done yet. */
type Accepted<Answer> = { description: string; is: (answer: Answer) => boolean };

type Parts<B extends z.ZodType, Q extends z.ZodObject, A extends z.ZodType> = {
  name: string;
  summary: string;
  description?: string;
  tag: string;
  permissions: readonly Permission[];
  body?: B;
  query?: Q;
  /** Names beside those of the query that it takes: a firm's own. */
  ownNames?: RegExp;
  /** The body is a file and not JSON. */
  readsFile?: boolean;
  answer: A;
  status?: 200 | 201;
  accepted?: Accepted<z.input<A>>;
  isPure?: boolean;
  refusals?: readonly string[];
  verb: (call: ApiCall<z.output<B>, z.output<Q>>) => Promise<z.input<A>>;
};

/** Binds an operation to its schemas: the verb gets what they let through, and must answer what they describe. */
export function apiOperation<
  A extends z.ZodType,
  B extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodObject = z.ZodObject,
>(parts: Parts<B, Q, A>): ApiOperation {
  const { body, query, ownNames, verb, readsFile } = parts;
  return {
    name: parts.name,
    summary: parts.summary,
    description: parts.description,
    tag: parts.tag,
    permissions: parts.permissions,
    reads: readsFile ? "file" : jsonOrNothing(body),
    body: body ?? null,
    query: query ?? null,
    answer: parts.answer,
    status: parts.status ?? 200,
    accepted: (parts.accepted as Accepted<unknown> | undefined) ?? null,
    isPure: parts.isPure ?? false,
    refusals: [...(query ? ["unknown_parameter"] : []), ...(parts.refusals ?? [])],
    run: async (call) => {
      if (query) requireKnownNames(call.query, query, ownNames);
      return verb({
        ...call,
        body: body ? body.parse(call.body, { error: inputWords }) : (undefined as z.output<B>),
        query: query ? query.parse(call.query, { error: inputWords }) : (undefined as unknown as z.output<Q>),
      });
    },
  };
}

/** @throws AppError invalid_input (unknown_parameter) */
function requireKnownNames(given: unknown, query: z.ZodObject, ownNames: RegExp | undefined): void {
  const known = Object.keys(query.shape);
  const unknown = Object.keys(given ?? {}).filter((name) => !known.includes(name) && !ownNames?.test(name));
  if (unknown.length === 0) return;
  const message = `There is no such parameter here. Leave it out, or write one of: ${known.join(", ")}.`;
  throw new AppError("invalid_input", {
    reason: "unknown_parameter",
    fields: unknown.map((path) => ({ path, message })),
  });
}

function jsonOrNothing(body: z.ZodType | undefined): "json" | "nothing" {
  return body ? "json" : "nothing";
}
