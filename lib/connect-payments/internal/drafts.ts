import { and, eq, lt } from "drizzle-orm";
import { connectDrafts } from "@/db/schema/connect-drafts";
import { readCart } from "@/lib/carts/read-cart";
import { isOpenEntry } from "@/lib/payment-forms/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { ConnectDraft } from "../model";
import { DraftDocument } from "../schemas";

type Stored = typeof connectDrafts.$inferSelect;

const DAY_MS = 86_400_000;
/** What was never paid is not kept longer. */
const KEEP_DAYS = 14;

/** A draft of this user; null for one that was not begun. Somebody else's does not exist. */
export async function loadDraft(
  ctx: Ctx,
  tx: Tx,
  draftId: string,
  lock?: "update" | "share",
): Promise<ConnectDraft | null> {
  const asked = tx.select().from(connectDrafts).where(draftIs(ctx, draftId));
  const [row] = await (lock ? asked.for(lock) : asked);
  if (!row) return null;
  if (row.userId !== userIdOf(ctx)) throw new AppError("not_found", { reason: "draft_unknown" });
  return draftOf(row);
}

/** @throws AppError not_found */
export async function requireDraft(
  ctx: Ctx,
  tx: Tx,
  draftId: string,
  lock?: "update" | "share",
): Promise<ConnectDraft> {
  const draft = await loadDraft(ctx, tx, draftId, lock);
  if (!draft) throw new AppError("not_found", { reason: "draft_unknown" });
  return draft;
}

/** The draft, locked; begun now if it was not. The same name begun twice at once is one draft. */
export async function beginDraft(
  ctx: Ctx,
  tx: Tx,
  draftId: string,
  start: { connectionId: string; arMessage: string },
): Promise<ConnectDraft> {
  const now = ctx.clock.now();
  const userId = userIdOf(ctx);
  const kept = new Date(now.getTime() - KEEP_DAYS * DAY_MS);
  const isOld = and(
    eq(connectDrafts.firmId, ctx.firmId),
    eq(connectDrafts.userId, userId),
    eq(connectDrafts.status, "open"),
    lt(connectDrafts.updatedAt, kept),
  );
  const added = await tx
    .insert(connectDrafts)
    .values({ firmId: ctx.firmId, id: draftId, userId, ...start, lines: {}, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning({ id: connectDrafts.id });
  if (added.length > 0) await tx.delete(connectDrafts).where(isOld);
  return requireDraft(ctx, tx, draftId, "update");
}

type Change = Partial<
  Pick<ConnectDraft, "status" | "lines" | "accountId" | "amountToPayCents" | "arMessage" | "cartId">
>;

/** Writes what changed of a locked draft. */
export async function saveDraft(ctx: Ctx, tx: Tx, draft: ConnectDraft, change: Change): Promise<ConnectDraft> {
  const after = { ...draft, ...change, revision: draft.revision + 1 };
  const { status, lines, accountId, amountToPayCents, arMessage, cartId, revision } = after;
  await tx
    .update(connectDrafts)
    .set({
      ...{ status, amountToPayCents, arMessage, cartId, revision },
      lines: { lines, accountId },
      updatedAt: ctx.clock.now(),
    })
    .where(draftIs(ctx, draft.id));
  return after;
}

/**
 * A locked draft that may be changed: open, or one whose cart came to nothing. That cart is let go, and no part of it can be charged
 * afterwards, because each claim looks at the draft.
 * @throws AppError refused (draft_paid, draft_sent, draft_left)
 */
export async function openForChange(ctx: Ctx, tx: Tx, draft: ConnectDraft): Promise<ConnectDraft> {
  if (draft.status === "open") return draft;
  if (draft.status === "links") throw new AppError("refused", { reason: "draft_sent" });
  if (draft.status === "left") throw new AppError("refused", { reason: "draft_left" });
  if (await holdsAny(ctx, tx, draft)) throw new AppError("refused", { reason: "draft_paid" });
  return { ...draft, status: "open", cartId: null };
}

/** Whether money of the draft was taken, or may have been; also when it was given back since. */
export async function holdsAny(ctx: Ctx, tx: Tx, { cartId }: ConnectDraft): Promise<boolean> {
  if (cartId === null) return false;
  const { parts } = await readCart(ctx, cartId, { tx });
  return parts.some(({ standing }) => standing !== null && !isOpenEntry(standing.status));
}

function draftIs(ctx: Ctx, draftId: string) {
  return and(eq(connectDrafts.firmId, ctx.firmId), eq(connectDrafts.id, draftId));
}

/** Drafts belong to people. */
function userIdOf({ actor }: Ctx): string {
  if (actor.kind !== "user") throw new AppError("forbidden", { reason: "needs_connect.pay" });
  return actor.userId;
}

function draftOf(row: Stored): ConnectDraft {
  const read = DraftDocument.safeParse(row.lines);
  invariant(read.success, `the lines of draft ${row.id} can be read`);
  const { id, status, connectionId, amountToPayCents, arMessage, cartId, revision } = row;
  return { id, status, connectionId, amountToPayCents, arMessage, cartId, revision, ...read.data };
}
