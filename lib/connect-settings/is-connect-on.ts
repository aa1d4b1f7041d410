import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { getConnectSettings } from "./queries";

/** Whether this firm has the Connect module. For what shows or hides a part of a screen. */
export async function isConnectOn(ctx: Ctx): Promise<boolean> {
  return inFirm(ctx, (tx) => isConnectOnIn(ctx, tx));
}

/** The same inside a transaction that is open already: jobs, verbs. */
export async function isConnectOnIn(ctx: Ctx, tx: Tx): Promise<boolean> {
  return (await getConnectSettings(ctx, tx)).isOn;
}
