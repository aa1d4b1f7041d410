import { and, asc, eq, gt, inArray, notInArray, or, type SQL } from "drizzle-orm";
import { connectionRequests } from "@/db/schema/connections";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { announce, isNewsEnding, openWatch, type Watch } from "@/lib/platform/news";
import { inFirm } from "@/lib/platform/tx";
import { skipSync } from "./internal/skip-sync";
import { topicOfRequests } from "./internal/topics";
import { requireLineHolder } from "./receive-handshake";
import type { LineRequest, RequestsInput } from "./schemas";
import type { LineCaller } from "./verify-call";

/** While news are not heard, a held question looks for itself this often. */
const LOOK_EVERY_MS = 1_000;

type Hold = { end: () => void };
// The newest question of a connection is the one whose service listens; an older one's has lost its line.
const holder = globalThis as typeof globalThis & { docketpayHolds?: Map<string, Hold> };

/**
 * What the service has to do. With nothing to do the answer is held back for up to `holdSeconds`, which costs a timer. A request that
 * was given out and is not at work there was lost on the way and is given again: every operation is safe to repeat.
 * @param isGone settles when the caller has hung up
 * @throws AppError conflict (handshake_needed, other_instance, line_taken_over), upstream_unavailable (portal_ending)
 */
export async function takeRequests(
  caller: LineCaller,
  input: RequestsInput,
  isGone: AbortSignal,
): Promise<{ requests: LineRequest[] }> {
  requireLineHolder(caller, input.instance);
  const { ctx, connection } = caller;
  const until = systemClock.now().getTime() + input.holdSeconds * 1000;
  const watch = openWatch(topicOfRequests(connection.id));
  const hold = beginHold(connection.id, isGone);
  try {
    let requests = await take(ctx, connection.id, input, true);
    for (;;) {
      const leftMs = until - systemClock.now().getTime();
      if (requests.length > 0 && isGone.aborted) await giveBack(ctx, connection.id, requests);
      if (requests.length > 0 || leftMs <= 0 || isGone.aborted) return { requests };
      if (hold.isTakenOver()) throw takenOver();
      if (isNewsEnding()) throw new AppError("upstream_unavailable", { reason: "portal_ending" });
      await Promise.race([hold.ended, watch.next(waitOf(watch, leftMs))]);
      if (!hold.isTakenOver() && !isGone.aborted) requests = await take(ctx, connection.id, input, false);
    }
  } finally {
    watch.close();
    hold.leave();
  }
}

function waitOf(watch: Watch, leftMs: number): number {
  return watch.isLive() ? leftMs : Math.min(leftMs, LOOK_EVERY_MS);
}

function beginHold(connectionId: string, isGone: AbortSignal) {
  holder.docketpayHolds ??= new Map();
  const holds = holder.docketpayHolds;
  holds.get(connectionId)?.end();
  const over = new AbortController();
  const own: Hold = { end: () => over.abort() };
  holds.set(connectionId, own);
  const either = AbortSignal.any([over.signal, isGone]);
  const ended = new Promise<void>((resolve) => {
    if (either.aborted) resolve();
    either.addEventListener("abort", () => resolve(), { once: true });
  });
  return {
    ended,
    isTakenOver: () => over.signal.aborted,
    leave: () => {
      if (holds.get(connectionId) === own) holds.delete(connectionId);
    },
  };
}

/** Else two processes with one state folder would end each other's question without a pause. */
function takenOver(): AppError {
  const userMessage = "Another process with this key and this state folder has asked since. Stop one of the two.";
  return new AppError("conflict", { reason: "line_taken_over", userMessage });
}

/** Whoever took them has hung up: the next question gets them at once, and not only what it finds lost. */
async function giveBack(ctx: Ctx, connectionId: string, requests: readonly LineRequest[]): Promise<void> {
  const ids = requests.map(({ id }) => id);
  await inFirm(ctx, async (tx) => {
    await tx
      .update(connectionRequests)
      .set({ status: "waiting" })
      .where(
        and(
          eq(connectionRequests.firmId, ctx.firmId),
          inArray(connectionRequests.id, ids),
          eq(connectionRequests.status, "taken"),
        ),
      );
    await announce(tx, topicOfRequests(connectionId));
  });
}

async function take(ctx: Ctx, connectionId: string, input: RequestsInput, withLost: boolean): Promise<LineRequest[]> {
  const now = systemClock.now();
  const { status, id, operation, input: asked, createdAt } = connectionRequests;
  const isLost = and(eq(status, "taken"), input.atWork.length > 0 ? notInArray(id, input.atWork) : undefined);
  const isDue: SQL | undefined = withLost ? or(eq(status, "waiting"), isLost) : eq(status, "waiting");
  const taken = await inFirm(ctx, async (tx) => {
    await skipSync(tx);
    const due = tx
      .select({ id })
      .from(connectionRequests)
      .where(
        and(
          eq(connectionRequests.firmId, ctx.firmId),
          eq(connectionRequests.connectionId, connectionId),
          gt(connectionRequests.expiresAt, now),
          isDue,
        ),
      )
      .orderBy(asc(createdAt), asc(id))
      .limit(input.limit)
      .for("update", { skipLocked: true });
    return tx
      .update(connectionRequests)
      .set({ status: "taken", takenAt: now })
      .where(and(eq(connectionRequests.firmId, ctx.firmId), inArray(id, due)))
      .returning({ id, operation, input: asked, createdAt });
  });
  return taken
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .map(({ createdAt: _, ...request }) => request as LineRequest);
}
