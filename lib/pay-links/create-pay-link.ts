import { sql } from "drizzle-orm";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { PayLinkWithToken } from "./model";
import { placePayLink } from "./place-pay-link";
import { newLinkOf, readPayLink } from "./queries";
import { expiryOf } from "./rules";
import type { CreatePayLinkInput } from "./schemas";

/**
 * Makes a single-use link and, if asked, mails it. The same request key makes one link, however often it is sent.
 * @throws AppError forbidden, invalid_input (account_unknown, trust_needs_matter), idempotency_key_reused
 */
export async function createPayLink(
  ctx: Ctx,
  input: CreatePayLinkInput,
  source: "quick_link" | "api" = "quick_link",
): Promise<PayLinkWithToken> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    // Two presses at once wait for each other here, so that the second finds the link of the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.firmId}/${input.requestKey}`}, 0))`);
    const { linkLifeDays } = await getFirm(ctx, tx);
    const expiresAt = expiryOf(ctx.clock.now(), linkLifeDays);
    const { id, made } = await placePayLink(ctx, tx, input, { source, expiresAt });
    return made ? newLinkOf(ctx, made.link, made.account) : readPayLink(ctx, tx, id);
  });
}
