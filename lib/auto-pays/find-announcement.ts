import { and, eq, gte, inArray } from "drizzle-orm";
import { autoPayEvents } from "@/db/schema/auto-pays";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { Announcement } from "./model";

type Told = Announcement & { autoPayId: string; runOn: string };

/** What the payer was told of a run before it; null when nothing was. */
export async function findAnnouncement(
  ctx: Ctx,
  tx: Tx,
  { autoPayId, runOn }: { autoPayId: string; runOn: string },
): Promise<Announcement | null> {
  const told = await listAnnouncements(ctx, tx, [autoPayId], runOn);
  return told.find((each) => each.runOn === runOn) ?? null;
}

/** The same of all runs of some Auto-Pays from that day on. */
export async function listAnnouncements(
  ctx: Ctx,
  tx: Tx,
  autoPayIds: readonly string[],
  from: string,
): Promise<Told[]> {
  if (autoPayIds.length === 0) return [];
  const rows = await tx
    .select({ autoPayId: autoPayEvents.autoPayId, runOn: autoPayEvents.runOn, detail: autoPayEvents.detail })
    .from(autoPayEvents)
    .where(
      and(
        eq(autoPayEvents.firmId, ctx.firmId),
        inArray(autoPayEvents.autoPayId, [...autoPayIds]),
        eq(autoPayEvents.kind, "announced"),
        gte(autoPayEvents.runOn, from),
      ),
    );
  return rows.flatMap(({ autoPayId, runOn, detail }) => {
    const { amountCents, numbers: invoices = "", late } = detail;
    if (!runOn || !amountCents) return [];
    return [{ autoPayId, runOn, amountCents: Number(amountCents), invoices, isInTime: late !== "yes" }];
  });
}
