import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import { MATTER_SYSTEM_NAMES, type OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import { loadAssociations } from "./internal/load";
import { readPages } from "./internal/read-pages";
import { MOST_OWED_ITEMS, type PayerOwed } from "./model";
import { owedItemsOf, type Questions, questionsOf, sumsOf } from "./rules";

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
  const read = await readItems(matterSystemOf(ctx, connection.id), questionsOf(rows)).catch((error: unknown) => {
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

const AT_ONCE = 4;
const REFS_AT_ONCE = 500;

async function readItems(system: MatterSystem, questions: Questions): Promise<{ items: OpenItem[]; hasMore: boolean }> {
  const byNumber = (by: "client_number" | "matter_number", query: string) => () =>
    readPages((place) => system.searchInvoices({ by, query, match: "exact", ...place }), MOST_OWED_ITEMS);
  const asked = [
    ...questions.clients.map((number) => byNumber("client_number", number)),
    ...[...new Set(questions.matters.map(({ matterNumber }) => matterNumber))].map((number) =>
      byNumber("matter_number", number),
    ),
    ...batchesOf(questions.invoices, REFS_AT_ONCE).map((keys) => async () => {
      const found = await system.readItems(keys.map((key) => ({ kind: "invoice", key })));
      return { items: found.filter(({ status }) => status === "open"), hasMore: false };
    }),
  ];
  const items: OpenItem[] = [];
  let hasMore = false;
  for (const part of batchesOf(asked, AT_ONCE)) {
    for (const answer of await Promise.all(part.map((ask) => ask()))) {
      items.push(...answer.items);
      hasMore ||= answer.hasMore;
    }
  }
  return { items, hasMore };
}

function batchesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
