import { isDeepStrictEqual } from "node:util";
import { findAsked } from "@/lib/allocations/find-asked";
import { lockClaims } from "@/lib/allocations/lock-claims";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { OpenItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import type { BalanceChange, ConnectDraft, DraftLine, LiveLine } from "../model";
import { findChanges, lineUp } from "../rules";

/** Lines as the matter system has their items at this moment. Never inside a transaction. @throws AppError upstream_unavailable */
export async function readLive(ctx: Ctx, connectionId: string, lines: readonly DraftLine[]): Promise<LiveLine[]> {
  if (lines.length === 0) return [];
  const items = lines.map(({ item: { kind, key } }) => ({ kind, key }));
  // In this order: what is confirmed in between has lowered the balance already, so that less is shown as open and never more.
  const [unconfirmed, asked] = await inFirm(ctx, async (tx) => [
    await sumUnconfirmed(ctx, tx, connectionId, items),
    await findAsked(ctx, tx, connectionId, items),
  ]);
  return lineUp(lines, await matterSystemOf(ctx, connectionId).readItems(items), unconfirmed, asked);
}

/** What was being paid on each item when it was looked at, by `idOfItem`. */
export type SeenUnconfirmed = ReadonlyMap<string, number>;

export type BalanceLook = {
  /** Of lines that carry money. */
  changes: BalanceChange[];
  unconfirmed: SeenUnconfirmed;
  /** Items that belong elsewhere than the draft says. */
  moved: OpenItem[];
};

/** What is another one than was seen, and what was on its way then. @throws AppError upstream_unavailable */
export async function findBalanceChanges(
  ctx: Ctx,
  connectionId: string,
  lines: readonly DraftLine[],
): Promise<BalanceLook> {
  const live = await readLive(
    ctx,
    connectionId,
    lines.filter(({ amountCents }) => amountCents),
  );
  return {
    changes: findChanges(live),
    unconfirmed: new Map(live.map(({ item, unconfirmedCents }) => [idOfItem(item), unconfirmedCents])),
    moved: live.filter(({ isMoved }) => isMoved).map(({ item }) => item),
  };
}

/** What is about to be paid must be what was looked at; somebody may have changed it in another tab. @throws AppError conflict */
export function requireSeen(draft: ConnectDraft, seen: ConnectDraft): void {
  const of = ({ lines, accountId }: ConnectDraft) => ({ lines, accountId });
  if (!isDeepStrictEqual(of(draft), of(seen))) throw new AppError("conflict", { reason: "draft_changed" });
}

/**
 * In the transaction that begins to pay these lines, or asks for them: nobody else has begun to pay one of their invoices since they were
 * looked at. @throws AppError conflict (balance_taken)
 */
export async function requireUntaken(
  ctx: Ctx,
  tx: Tx,
  {
    connectionId,
    readLines,
    unconfirmed,
  }: {
    connectionId: string;
    /** Read once nobody else can begin. */
    readLines: () => Promise<readonly DraftLine[]>;
    unconfirmed: SeenUnconfirmed;
  },
): Promise<void> {
  await lockClaims(ctx, tx, connectionId);
  const lines = await readLines();
  const items = lines.flatMap(({ item, amountCents }) => (item.kind === "invoice" && amountCents ? [item] : []));
  const now = await sumUnconfirmed(ctx, tx, connectionId, items);
  const isTaken = items.some((item) => (now.get(idOfItem(item)) ?? 0) > (unconfirmed.get(idOfItem(item)) ?? 0));
  if (isTaken) throw new AppError("conflict", { reason: "balance_taken" });
}
