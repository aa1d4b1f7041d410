import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { findResults } from "./internal/find-results";
import { loadAssociations } from "./internal/load";
import { requireConnection } from "./internal/require-connection";
import type { AssociationResults } from "./model";
import type { AssociationSearch } from "./schemas";

/**
 * What can be associated with a payer under one search, at most 200 lines; those that are associated already say so.
 * @throws AppError forbidden, not_found (`connect_off`), refused (`connection_missing`), upstream_unavailable
 */
export async function searchAssociations(ctx: Ctx, input: AssociationSearch): Promise<AssociationResults> {
  requirePermission(ctx, "payers.manage");
  const { connection, existing } = await inFirm(ctx, async (tx) => {
    const connectionInUse = await requireConnection(ctx, tx);
    return {
      connection: connectionInUse,
      existing: await loadAssociations(ctx, tx, input.payerId, connectionInUse.id),
    };
  });
  const found = await findResults(ctx, connection, input, existing);
  return { ...found, systemName: MATTER_SYSTEM_NAMES[connection.system] };
}
