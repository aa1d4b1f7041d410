import { payLinks } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import { unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { linkIs, linkTokenPlace } from "./internal/load";

/** The token of a link's public page, or null when there is no such link. Only mails and the link's own staff pages need it. */
export async function findLinkToken(ctx: Ctx, tx: Tx, linkId: string): Promise<string | null> {
  const rows = await tx.select({ sealed: payLinks.tokenSealed }).from(payLinks).where(linkIs(ctx, linkId));
  const row = rows[0];
  return row ? unseal(row.sealed, linkTokenPlace(ctx.firmId)) : null;
}
