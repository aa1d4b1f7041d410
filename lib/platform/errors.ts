/**
 * The closed list of reasons for which a verb refuses. Each edge (page, action, API, job) maps a code once to its own answer;
 * nothing else of an error ever reaches a user.
 */
export const ERROR_CODES = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "refused",
  "rate_limited",
  "money_frozen",
  "idempotency_key_reused",
  "upstream_unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * One input field that is wrong: `path` in dots ("lines.0.amountCents"), `message` says what is expected or is a code of the
 * catalogue; `values` are what the code's sentence needs.
 */
export type FieldError = { path: string; message: string; values?: Readonly<Record<string, string>> };

type AppErrorOptions = {
  /** A finer machine word for API users, e.g. `trust_needs_matter`. */
  reason?: string;
  /** A sentence that is safe and useful to show. */
  userMessage?: string;
  /** What another program said about it, in its own words, for the end of a translated sentence. */
  detail?: string;
  fields?: FieldError[];
  /** When the same request may succeed; of limits. */
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** The only error a verb throws on purpose. Anything else is a defect and is shown as "internal" with a reference. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly userMessage: string | null;
  readonly detail: string;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.userMessage ?? options.reason ?? code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.reason = options.reason ?? code;
    this.userMessage = options.userMessage ?? null;
    this.detail = options.detail ?? "";
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

/** States that cannot be: fails the request instead of guessing about money. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
