import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNull, lt } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema/effects";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { seal, unseal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";

const DAY_MS = 86_400_000;
const KEPT_MS = 30 * DAY_MS;
/** Longer than any request of ours runs. After it the process that took the key is dead, and the same request may go on. */
const LEASE_MS = 60_000;
const WAITS_MS = [50, 100, 200, 300, ...Array.from({ length: 20 }, () => 400)];

/** One request that carries a key. `route` is method and path; `hash` is of query and body. */
export type KeyedRequest = { key: string; route: string; hash: string };

export type KeyedAnswer = { status: number; contentType: string; text: string };

export type Taken =
  /** The caller does the work. `requestKey` is the same on every try; `isRetry`: an earlier try ended without an answer. */
  | { kind: "mine"; requestKey: string; isRetry: boolean }
  /** `answer` is null when it was not kept, because it can be worked out again without an effect. */
  | { kind: "answered"; answer: KeyedAnswer | null };

type Row = typeof idempotencyKeys.$inferSelect;
type Held = { kind: "busy" };

/**
 * Takes the key, or waits for whoever has it. Of equal requests at the same time one does the work; the others get its answer.
 * @throws AppError idempotency_key_reused, conflict (request_in_progress)
 */
export async function takeKey(ctx: Ctx, request: KeyedRequest): Promise<Taken> {
  for (const waitMs of WAITS_MS) {
    const taken = await inFirm(ctx, (tx) => tryToTake(ctx, tx, request));
    if (taken.kind !== "busy") return taken;
    await sleep(waitMs);
  }
  throw new AppError("conflict", { reason: "request_in_progress" });
}

/** Keeps the answer for whoever sends the same request again. `null` keeps only that there was one. */
export async function keepAnswer(
  ctx: Ctx,
  request: KeyedRequest,
  status: number,
  answer: KeyedAnswer | null,
): Promise<void> {
  const sealed = answer ? { sealed: seal(JSON.stringify(answer), answerPlace(ctx)) } : null;
  await inFirm(ctx, (tx) =>
    tx
      .update(idempotencyKeys)
      .set({ status, answer: sealed })
      .where(and(keyIs(ctx, request), isNull(idempotencyKeys.status))),
  );
}

/** Forgets a request that certainly had no effect, so that it may come again corrected. */
export async function releaseKey(ctx: Ctx, request: KeyedRequest): Promise<void> {
  await inFirm(ctx, (tx) => tx.delete(idempotencyKeys).where(and(keyIs(ctx, request), isNull(idempotencyKeys.status))));
}

/** Lets the same request go on at once after a failure. What it did so far is known by its request key, which stays. */
export async function endLease(ctx: Ctx, request: KeyedRequest): Promise<void> {
  const answer = { leasedUntil: new Date(0).toISOString() };
  await inFirm(ctx, (tx) =>
    tx
      .update(idempotencyKeys)
      .set({ answer })
      .where(and(keyIs(ctx, request), isNull(idempotencyKeys.status))),
  );
}

async function tryToTake(ctx: Ctx, tx: Tx, request: KeyedRequest): Promise<Taken | Held> {
  const now = ctx.clock.now();
  const leasedUntil = new Date(now.getTime() + LEASE_MS).toISOString();
  await tx
    .delete(idempotencyKeys)
    .where(
      and(eq(idempotencyKeys.firmId, ctx.firmId), lt(idempotencyKeys.createdAt, new Date(now.getTime() - KEPT_MS))),
    );
  const { key, route, hash } = request;
  const added = await tx
    .insert(idempotencyKeys)
    .values({ firmId: ctx.firmId, key, route, requestHash: hash, answer: { leasedUntil }, createdAt: now })
    .onConflictDoNothing()
    .returning();
  if (added[0]) return { kind: "mine", requestKey: requestKeyOf(added[0]), isRetry: false };

  const rows = await tx.select().from(idempotencyKeys).where(keyIs(ctx, request)).for("update");
  const row = rows[0];
  // Released between the two statements: the next look takes it.
  if (!row) return { kind: "busy" };
  if (row.requestHash !== hash) throw new AppError("idempotency_key_reused");
  if (row.status !== null) return { kind: "answered", answer: readAnswer(ctx, row) };
  if (readLease(row) > now.getTime()) return { kind: "busy" };
  await tx.update(idempotencyKeys).set({ answer: { leasedUntil } }).where(keyIs(ctx, request));
  return { kind: "mine", requestKey: requestKeyOf(row), isRetry: true };
}

/**
 * What a verb knows the request by. It holds the time of the first try, because a key may come back with other content once its
 * thirty days are over, and what the verb made then is not what is asked for now.
 */
function requestKeyOf(row: Row): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([row.route, row.key, row.createdAt.toISOString()]))
    .digest("hex");
  return `api:${digest}`;
}

function readLease(row: Row): number {
  const held = row.answer;
  const isLease = typeof held === "object" && held !== null && "leasedUntil" in held;
  return isLease ? Date.parse(String(held.leasedUntil)) : 0;
}

function readAnswer(ctx: Ctx, row: Row): KeyedAnswer | null {
  const held = row.answer;
  if (held === null) return null;
  invariant(typeof held === "object" && "sealed" in held, "a kept answer is sealed");
  return JSON.parse(unseal(String(held.sealed), answerPlace(ctx))) as KeyedAnswer;
}

function answerPlace(ctx: Ctx): string {
  return `${ctx.firmId}/idempotency_keys.answer`;
}

function keyIs(ctx: Ctx, request: KeyedRequest) {
  return and(
    eq(idempotencyKeys.firmId, ctx.firmId),
    eq(idempotencyKeys.route, request.route),
    eq(idempotencyKeys.key, request.key),
  );
}
