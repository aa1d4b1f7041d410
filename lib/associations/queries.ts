import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { associations } from "@/db/schema/associations";
import { connections } from "@/db/schema/connections";
import { payers } from "@/db/schema/payers";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { OpenItem } from "@/lib/matter-systems/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { loadAssociations } from "./internal/load";
import type { Association, PayerOfItems } from "./model";
import { holdsItem, narrower } from "./rules";

/** What a payer is associated with, oldest first, at every connection. @throws AppError forbidden */
export async function listAssociations(ctx: Ctx, payerId: string): Promise<Association[]> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const rows = await loadAssociations(ctx, tx, payerId, null);
    if (rows.length === 0) return [];
    const inUse = await findConnectionInUse(ctx, tx);
    const named = await tx
      .select({ id: connections.id, name: connections.name })
      .from(connections)
      .where(eq(connections.firmId, ctx.firmId));
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return rows.map(({ firmId: _firm, payerId: _payer, createdBy: _by, removedAt: _at, ...row }) => ({
      ...row,
      connectionName: names.get(row.connectionId) ?? "",
      isInUse: row.connectionId === inUse?.id,
    }));
  });
}

const MOST_PAYERS = 20;

/**
 * Payers whose associations hold some of these items of the connection in use: who holds most of them first. To be offered when the
 * items are paid. For verbs and screens that have asked for their own permission.
 */
export async function listPayersOfItems(
  ctx: Ctx,
  tx: Tx,
  items: readonly Pick<OpenItem, "key" | "kind" | "clientNumber" | "matterNumber">[],
): Promise<PayerOfItems[]> {
  const connection = await findConnectionInUse(ctx, tx);
  if (!connection || items.length === 0) return [];
  const rows = await tx
    .select({ association: associations, name: payers.name, emails: payers.emails })
    .from(associations)
    .innerJoin(payers, and(eq(payers.firmId, associations.firmId), eq(payers.id, associations.payerId)))
    .where(
      and(
        eq(associations.firmId, ctx.firmId),
        eq(associations.connectionId, connection.id),
        inArray(associations.clientNumber, [...new Set(items.map(({ clientNumber }) => clientNumber))]),
        // Of an invoice only where the invoice is among them: a client may have thousands.
        or(
          eq(associations.itemKey, ""),
          inArray(
            associations.itemKey,
            items.map(({ key }) => key),
          ),
        ),
        isNull(associations.removedAt),
        isNull(payers.archivedAt),
      ),
    );
  const found = new Map<string, PayerOfItems & { keys: Set<string> }>();
  for (const { association, name, emails } of rows) {
    const held = items.filter((item) => holdsItem(association, item));
    if (held.length === 0) continue;
    const { payerId, level } = association;
    const known = found.get(payerId) ?? { payerId, name, emails, items: 0, level, keys: new Set<string>() };
    for (const { kind, key } of held) known.keys.add(`${kind} ${key}`);
    found.set(payerId, { ...known, items: known.keys.size, level: narrower(known.level, level) });
  }
  return [...found.values()]
    .sort((a, b) => b.items - a.items || a.name.localeCompare(b.name) || a.payerId.localeCompare(b.payerId))
    .slice(0, MOST_PAYERS)
    .map(({ keys: _keys, ...payer }) => payer);
}
