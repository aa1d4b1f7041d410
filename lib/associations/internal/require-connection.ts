import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { ConnectionInUse } from "@/lib/connections/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** @throws AppError not_found (`connect_off`), refused (`connection_missing`) */
export async function requireConnection(ctx: Ctx, tx: Tx): Promise<ConnectionInUse> {
  await requireConnectOn(ctx, tx);
  const connection = await findConnectionInUse(ctx, tx);
  if (!connection) throw new AppError("refused", { reason: "connection_missing" });
  return connection;
}
