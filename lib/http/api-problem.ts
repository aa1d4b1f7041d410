import { ZodError } from "zod";
import { AppError, type ErrorCode, type FieldError } from "@/lib/platform/errors";
import { newRequestId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { fieldErrorsOf } from "./api-field-errors";
import { PROBLEM_WORDS, wordsOfField } from "./api-words";

/** RFC 9457. `code` is for programs, `detail` for the person who reads their log. */
export type Problem = {
  type: "about:blank";
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
  /** Of an unexpected error: finds it in our log. */
  reference?: string;
};

/** A refusal whose words the pure rule wrote itself. */
export class ApiRefusal extends Error {
  readonly problem: Problem;

  constructor(problem: Omit<Problem, "type">) {
    super(problem.code);
    this.name = "ApiRefusal";
    this.problem = { type: "about:blank", ...problem };
  }
}

const STATUS: Record<ErrorCode, number> = {
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused: 422,
  rate_limited: 429,
  money_frozen: 503,
  idempotency_key_reused: 409,
  upstream_unavailable: 503,
  internal: 500,
};

/** Refused because of what the thing is now, not because of what was sent. */
const STATE_REASONS = ["link_paid", "link_cancelled", "link_expired", "link_being_paid", "request_in_progress"];

/** These name the finer reason to programs; the others are told by their status. */
const NAMED_BY_REASON: readonly ErrorCode[] = ["invalid_input", "refused", "conflict"];

/** Whatever was thrown, as the answer of the API. An unexpected error is logged and answered by its reference alone. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiRefusal) return error.problem;
  if (error instanceof ZodError)
    return problemOfAppError(new AppError("invalid_input", { fields: fieldErrorsOf(error) }));
  if (error instanceof AppError) return problemOfAppError(error);
  const reference = newRequestId();
  log().error({ err: error, reference }, "unexpected error of the API");
  return { ...problemOfAppError(new AppError("internal")), reference };
}

function problemOfAppError(error: AppError): Problem {
  const words = PROBLEM_WORDS[error.reason] ??
    PROBLEM_WORDS[error.code] ?? { title: "Refused", detail: "This was refused." };
  const status = STATE_REASONS.includes(error.reason) ? 409 : STATUS[error.code];
  const errors = error.fields.map(({ path, message }) => ({ path, message: wordsOfField(message) }));
  const missing = /^needs_(.+)$/.exec(error.reason)?.[1];
  const sentence = error.userMessage ?? words.detail;
  return {
    type: "about:blank",
    title: words.title,
    status,
    code: NAMED_BY_REASON.includes(error.code) ? error.reason : error.code,
    detail: missing ? `${sentence} It needs "${missing}".` : sentence,
    ...(errors.length > 0 || status === 422 ? { errors } : {}),
  };
}

/** The problem as an answer, with the headers that its status asks for. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(problem.status === 401 ? { "WWW-Authenticate": 'Bearer realm="Docketpay"' } : {}),
      ...headers,
    },
  });
}

/** When a program may try again; of limits, of a request that is at work, and of outages. */
export function retryHeaders(error: unknown, problem: Problem): Record<string, string> {
  const seconds = error instanceof AppError ? error.retryAfterSeconds : null;
  if (seconds !== null) return { "Retry-After": String(seconds) };
  if (problem.status === 429 || problem.status === 503) return { "Retry-After": "60" };
  return problem.code === "request_in_progress" ? { "Retry-After": "2" } : {};
}
