import { createConnection } from "@/lib/connections/create-connection";
import type { CreateConnectionInput } from "@/lib/connections/schemas";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { appUrl } from "@/lib/platform/env";
import { inFirm } from "@/lib/platform/tx";
import { chooseConnection } from "./choose-connection";
import { getConnectSettings } from "./queries";
import { requireConnectOn } from "./require-connect-on";
import { writeServiceConfig } from "./rules";

/** `config` is the service's file as it is to be saved: the key is in it, what only the firm knows stands in angle brackets. */
export type AddedConnection = { id: string; key: string; config: string };

/**
 * Adds a connection and hands out its key, once. A firm's first one is in use at once.
 * @throws AppError forbidden, not_found (`connect_off`)
 */
export async function addConnection(ctx: Ctx, input: CreateConnectionInput): Promise<AddedConnection> {
  requirePermission(ctx, "settings.manage");
  await requireConnectOn(ctx);
  const { id, key } = await createConnection(ctx, input);
  const { connectionId } = await inFirm(ctx, (tx) => getConnectSettings(ctx, tx));
  if (connectionId === null) await chooseConnection(ctx, { connectionId: id });
  return { id, key, config: writeServiceConfig({ key, portalUrl: appUrl(), system: input.system }) };
}
