import { and, eq, inArray } from "drizzle-orm";
import { reminderOptOuts } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { plainAddress } from "./find-recipient";

/** Says of an address whether its holder wants no reminders of the firm; asked once for all of them. */
export async function findOptOuts(
  ctx: Ctx,
  tx: Tx,
  addresses: readonly string[],
): Promise<(address: string) => boolean> {
  if (addresses.length === 0) return () => false;
  const rows = await tx
    .select({ address: reminderOptOuts.address })
    .from(reminderOptOuts)
    .where(and(eq(reminderOptOuts.firmId, ctx.firmId), inArray(reminderOptOuts.address, addresses.map(plainAddress))));
  const known = new Set(rows.map((row) => row.address));
  return (address) => known.has(plainAddress(address));
}
