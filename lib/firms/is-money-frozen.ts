import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { getFirm } from "./queries";

/** Whether this firm's money stands still: its own, or all firms' after a restore or by whoever runs the server. */
export async function isMoneyFrozen(ctx: Ctx): Promise<boolean> {
  const firm = await inFirm(ctx, (tx) => getFirm(ctx, tx));
  return firm.isMoneyFrozen;
}
