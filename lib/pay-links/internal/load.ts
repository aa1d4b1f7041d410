import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

export type StoredLink = typeof payLinks.$inferSelect;

export function linkIs(ctx: Ctx, linkId: string) {
  return and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId));
}

/** The link, locked until the transaction ends. @throws AppError not_found */
export async function lockLink(ctx: Ctx, tx: Tx, linkId: string): Promise<StoredLink> {
  const rows = await tx.select().from(payLinks).where(linkIs(ctx, linkId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "link_unknown" });
  return row;
}

/** Where a link's token is sealed for; see `seal`. */
export function linkTokenPlace(firmId: string): string {
  return `${firmId}/pay_links.token`;
}
