import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { readSettings } from "./internal/settings";

/** Whether clients may pay an invoice in parts; also while the module is off, for what was sent before. */
export async function findPartChoice(ctx: Ctx, tx: Tx): Promise<boolean> {
  return (await readSettings(ctx, tx)).allowsParts;
}
