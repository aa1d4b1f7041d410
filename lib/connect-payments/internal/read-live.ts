import { isDeepStrictEqual } from "node:util";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import type { BalanceChange, ConnectDraft, DraftLine, LiveLine } from "../model";
import { findChanges, lineUp } from "../rules";

/** Lines as the matter system has their items at this moment. Never inside a transaction. @throws AppError upstream_unavailable */
export async function readLive(ctx: Ctx, connectionId: string, lines: readonly DraftLine[]): Promise<LiveLine[]> {
  if (lines.length === 0) return [];
  const read = await matterSystemOf(ctx, connectionId).readItems(
    lines.map(({ item: { kind, key } }) => ({ kind, key })),
  );
  const items = lines.map(({ item }) => item);
  const unconfirmed = await inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, connectionId, items));
  return lineUp(lines, read, unconfirmed);
}

/** Lines that carry money and whose balance is another one than was seen. @throws AppError upstream_unavailable */
export async function findBalanceChanges(
  ctx: Ctx,
  connectionId: string,
  lines: readonly DraftLine[],
): Promise<BalanceChange[]> {
  return findChanges(
    await readLive(
      ctx,
      connectionId,
      lines.filter(({ amountCents }) => amountCents),
    ),
  );
}

/** What is about to be paid must be what was looked at; somebody may have changed it in another tab. @throws AppError conflict */
export function requireSeen(draft: ConnectDraft, seen: ConnectDraft): void {
  const of = ({ lines, accountId }: ConnectDraft) => ({ lines, accountId });
  if (!isDeepStrictEqual(of(draft), of(seen))) throw new AppError("conflict", { reason: "draft_changed" });
}
