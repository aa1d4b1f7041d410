import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import { MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { SystemInUse } from "../model";

/** The matter system in use. @throws AppError not_found (connect_off), refused (no_matter_system) */
export async function requireSystem(ctx: Ctx, tx: Tx): Promise<SystemInUse> {
  await requireConnectOn(ctx, tx);
  const connection = await findConnectionInUse(ctx, tx);
  if (!connection) throw new AppError("refused", { reason: "no_matter_system" });
  const { id: connectionId, system } = connection;
  return { connectionId, system, systemName: MATTER_SYSTEM_NAMES[system] };
}
