import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { databasePool } from "@/db/client";
import { env } from "./env";
import { AppError } from "./errors";

/**
 * All limits in one table: how many per how many seconds under RATE_LIMITS=strict; `relaxed` (demo, tests, benches) multiplies by
 * 1,000. `shared` ones count in the database over all processes; the others in memory, so that a GET writes nothing.
 */
const LIMITS = {
  "sign-in-account": { points: 10, seconds: 15 * 60, shared: true },
  "sign-in-address": { points: 30, seconds: 15 * 60, shared: true },
  "access-address": { points: 60, seconds: 15 * 60, shared: true },
  "reset-account": { points: 3, seconds: 60 * 60, shared: true },
  "reset-address": { points: 30, seconds: 60 * 60, shared: true },
  "pay-submit-link": { points: 12, seconds: 60 * 60, shared: true },
  "pay-submit-address": { points: 30, seconds: 10 * 60, shared: true },
  /** Payments of one link while nobody can tell whether its captcha was passed. */
  "captcha-unanswered": { points: 3, seconds: 60 * 60, shared: true },
  "page-find-address": { points: 20, seconds: 10 * 60, shared: true },
  "page-find-page": { points: 120, seconds: 10 * 60, shared: true },
  "token-page-address": { points: 60, seconds: 60, shared: false },
  "staff-action": { points: 120, seconds: 60, shared: false },
  "staff-search": { points: 240, seconds: 60, shared: false },
  export: { points: 10, seconds: 60 * 60, shared: true },
  "api-key": { points: 600, seconds: 60, shared: false },
  "connect-call": { points: 3_000, seconds: 60, shared: false },
  "connect-refused": { points: 30, seconds: 60, shared: false },
} as const;
export type LimitName = keyof typeof LIMITS;

const RELAXED_FACTOR = 1_000;

type Limiter = RateLimiterMemory | RateLimiterPostgres;
const holder = globalThis as typeof globalThis & { docketpayLimiters?: Map<LimitName, Limiter> };

/** Counts one use. @throws AppError rate_limited */
export async function takeFromLimit(name: LimitName, key: string): Promise<void> {
  try {
    await limiter(name).consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new AppError("rate_limited", {
        retryAfterSeconds,
        cause: new Error(`${name}: wait ${error.msBeforeNext} ms`),
      });
    }
    throw error;
  }
}

/** Takes back one use that does not count after all. */
export async function giveBackToLimit(name: LimitName, key: string): Promise<void> {
  await limiter(name).reward(key);
}

/** Forgets the count, for example after a good sign-in. */
export async function resetLimit(name: LimitName, key: string): Promise<void> {
  await limiter(name).delete(key);
}

function limiter(name: LimitName): Limiter {
  holder.docketpayLimiters ??= new Map();
  const known = holder.docketpayLimiters.get(name);
  if (known) return known;
  const { points, seconds, shared } = LIMITS[name];
  const options = {
    keyPrefix: name,
    points: env().RATE_LIMITS === "relaxed" ? points * RELAXED_FACTOR : points,
    duration: seconds,
  };
  const made = shared
    ? new RateLimiterPostgres({
        ...options,
        storeClient: databasePool(),
        storeType: "pool",
        tableName: "rate_limits",
        tableCreated: true,
        clearExpiredByTimeout: false,
        // When the database does not answer, count in memory instead of letting everything through.
        insuranceLimiter: new RateLimiterMemory(options),
      })
    : new RateLimiterMemory(options);
  holder.docketpayLimiters.set(name, made);
  return made;
}
