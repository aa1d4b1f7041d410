import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import { loadAssociations } from "./internal/load";
import type { PayerOwed } from "./model";
import { readOpenItems } from "./read-open-items";
import { owedItemsOf, questionsOf, sumsOf } from "./rules";

/**
 * What the payer owes at this moment: the open invoices under its associations, as the matter system has them now, less what was paid
 * here and is not seen there yet. Trust ledgers are no debt. No answer of the matter system is an answer too.
 * @throws AppError forbidden, not_found (`connect_off`)
 */
export async function findPayerOwed(ctx: Ctx, payerId: string): Promise<PayerOwed> {
  requirePermission(ctx, "payments.view");
  const known = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const connection = await findConnectionInUse(ctx, tx);
    return { connection, rows: connection ? await loadAssociations(ctx, tx, payerId, connection.id) : [] };
  });
  const { connection, rows } = known;
  if (!connection || rows.length === 0) return { kind: "none" };
  const systemName = MATTER_SYSTEM_NAMES[connection.system];
  const read = await readOpenItems(matterSystemOf(ctx, connection.id), questionsOf(rows)).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "upstream_unavailable") return error.reason;
    throw error;
  });
  if (typeof read === "string") return { kind: "unreachable", reason: read, systemName };
  const unconfirmed = await inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, connection.id, read.items));
  const items = owedItemsOf(read.items, rows, unconfirmed);
  return {
    kind: "known",
    systemName,
    items,
    sums: sumsOf(items),
    hasMore: read.hasMore,
    at: ctx.clock.now().toISOString(),
  };
}
