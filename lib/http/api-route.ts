import { createHash } from "node:crypto";
import type { ApiCall, ApiOperation } from "@/lib/api/operation";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { parseJson, readBody, readQuery } from "./api-body";
import { authenticateCaller } from "./api-caller";
import { endLease, type KeyedAnswer, type KeyedRequest, keepAnswer, releaseKey, takeKey } from "./api-idempotency";
import { ApiRefusal, problemOf, problemResponse, retryHeaders } from "./api-problem";
import { PROBLEM_WORDS } from "./api-words";
import { requestOrigin } from "./request-origin";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

type Handler = (request: Request, context: RouteContext) => Promise<Response>;
// A route without a [segment] is given no params at all.
type RouteContext = { params: Promise<Record<string, string | string[]> | undefined> };

const ID = /^[a-z]{2,8}_[0-9a-z_]{1,60}$/;

/** For the one address that needs no key: the methods it does not take. */
export function refuseMethods(allowed: "GET"): Record<Exclude<Method, "GET"> | "OPTIONS", Handler> {
  const refuse = async () => notAllowed([allowed]);
  return { POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: optionsOf([allowed]) };
}

/**
 * The only way from the API to a verb: key, limit, permission, body, Idempotency-Key, parse, verb, answer; in this order. Every
 * refusal is problem+json, and so are the methods that an address does not take. No operation at all: nothing is there.
 */
export function apiRoute(operations: { GET?: ApiOperation; POST?: ApiOperation }): Record<Method | "OPTIONS", Handler> {
  const allowed = METHODS.filter((method) => method in operations);
  const handlerOf = (method: Method): Handler => {
    const operation = method === "GET" || method === "POST" ? operations[method] : undefined;
    if (operation) return (request, context) => answer(operation, request, context);
    return async () => (allowed.length === 0 ? nothingHere() : notAllowed(allowed));
  };
  return {
    GET: handlerOf("GET"),
    POST: handlerOf("POST"),
    PUT: handlerOf("PUT"),
    PATCH: handlerOf("PATCH"),
    DELETE: handlerOf("DELETE"),
    // Next names every method that has a handler, those that only refuse too.
    OPTIONS: optionsOf(allowed),
  };
}

async function answer(operation: ApiOperation, request: Request, context: RouteContext): Promise<Response> {
  try {
    const ctx = await authenticateCaller(request.headers);
    for (const permission of operation.permissions) requirePermission(ctx, permission);
    const { id } = (await context.params) ?? {};
    if (id !== undefined && !(typeof id === "string" && ID.test(id))) throw new AppError("not_found");
    const bytes = request.method === "POST" ? await readBody(request) : new Uint8Array();
    const keyed = request.method === "POST" ? readKey(request, bytes) : null;
    const call: Omit<ApiCall<unknown, unknown>, "body"> = {
      ctx,
      id: id ?? "",
      query: readQuery(request.url),
      file: bytes,
      requestKey: ctx.ids.next("req"),
      isRetry: false,
      origin: requestOrigin(request.headers),
    };
    const run = (more: Partial<typeof call> = {}) => work(operation, { ...call, ...more });
    return keyed ? await answerOnce(ctx, operation, keyed, run) : respond(await run());
  } catch (error) {
    const problem = problemOf(error);
    return problemResponse(problem, retryHeaders(error, problem));
  }
}

async function work(operation: ApiOperation, call: Omit<ApiCall<unknown, unknown>, "body">): Promise<KeyedAnswer> {
  const body = operation.reads === "json" ? parseJson(call.file) : undefined;
  const value = await operation.run({ ...call, body });
  const status = operation.accepted?.is(value) ? 202 : operation.status;
  return { status, contentType: "application/json", text: JSON.stringify(value) };
}

type Run = (more?: { requestKey: string; isRetry: boolean }) => Promise<KeyedAnswer>;

/** One effect and one answer for every request with the same key, also at the same time and after a crash. */
async function answerOnce(ctx: Ctx, operation: ApiOperation, keyed: KeyedRequest, run: Run): Promise<Response> {
  const taken = await takeKey(ctx, keyed);
  if (taken.kind === "answered") return respond(taken.answer ?? (await run()), { "Idempotency-Replayed": "true" });
  try {
    const made = await run(taken);
    await keep(ctx, keyed, made.status, operation.isPure ? null : made);
    return respond(made);
  } catch (error) {
    const problem = problemOf(error);
    if (isLasting(error)) {
      const made = { status: problem.status, contentType: "application/problem+json", text: JSON.stringify(problem) };
      await keep(ctx, keyed, problem.status, operation.isPure ? null : made);
    } else if (problem.status === 422 || problem.status === 404) {
      await releaseKey(ctx, keyed);
    } else {
      await endLease(ctx, keyed);
    }
    return problemResponse(problem, retryHeaders(error, problem));
  }
}

/** The effect stands whether or not its answer could be kept; the verb knows the request when it comes again. */
async function keep(ctx: Ctx, keyed: KeyedRequest, status: number, made: KeyedAnswer | null): Promise<void> {
  try {
    await keepAnswer(ctx, keyed, status, made);
  } catch (error) {
    log().error({ err: error, route: keyed.route }, "the answer to a keyed request was not kept");
  }
}

/** A verb's decision is the answer for good; wrong input may be corrected under the same key, and failures may be tried again. */
function isLasting(error: unknown): boolean {
  return error instanceof ApiRefusal || (error instanceof AppError && error.code === "refused");
}

/** @throws AppError invalid_input (idempotency_key_invalid) */
function readKey(request: Request, bytes: Uint8Array): KeyedRequest | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError("invalid_input", { reason: "idempotency_key_invalid" });
  const { pathname, search } = new URL(request.url);
  const hash = createHash("sha256").update(search).update("\n").update(bytes).digest("hex");
  return { key, route: `${request.method} ${pathname}`, hash };
}

function respond(made: KeyedAnswer, headers: Record<string, string> = {}): Response {
  return new Response(made.text, {
    status: made.status,
    headers: { "Content-Type": made.contentType, "Cache-Control": "no-store", ...headers },
  });
}

function nothingHere(): Response {
  return problemResponse(problemOf(new AppError("not_found", { reason: "path_unknown" })));
}

function optionsOf(allowed: readonly Method[]): Handler {
  const headers = { Allow: allowed.join(", "), "Cache-Control": "no-store" };
  return async () => (allowed.length === 0 ? nothingHere() : new Response(null, { status: 204, headers }));
}

function notAllowed(allowed: readonly Method[]): Response {
  const { title = "", detail = "" } = PROBLEM_WORDS.method_not_allowed ?? {};
  const problem = { type: "about:blank", title, status: 405, code: "method_not_allowed", detail } as const;
  return problemResponse(problem, { Allow: allowed.join(", ") });
}
