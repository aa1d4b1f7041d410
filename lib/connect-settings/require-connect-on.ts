import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { isConnectOn, isConnectOnIn } from "./is-connect-on";

/**
 * First thing of every route and verb of Connect, after the permission: where the module is off, nothing of it exists.
 * @throws AppError not_found (`connect_off`)
 */
export async function requireConnectOn(ctx: Ctx, tx?: Tx): Promise<void> {
  const isOn = tx ? await isConnectOnIn(ctx, tx) : await isConnectOn(ctx);
  if (!isOn) throw new AppError("not_found", { reason: "connect_off" });
}
