// Stands in for the program's file that loads a link, without the lock. Only a process of the harness ever sees it.
import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { noteReplaced } from "../child/replaced";

noteReplaced("link-lock");

export function linkIs(ctx: Ctx, linkId: string) {
  return and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId));
}

export async function lockLink(ctx: Ctx, tx: Tx, linkId: string): Promise<typeof payLinks.$inferSelect> {
  const rows = await tx.select().from(payLinks).where(linkIs(ctx, linkId));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "link_unknown" });
  return row;
}

export function linkTokenPlace(firmId: string): string {
  return `${firmId}/pay_links.token`;
}
