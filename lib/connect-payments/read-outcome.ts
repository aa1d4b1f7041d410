import { and, asc, eq, inArray } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import { readCart } from "@/lib/carts/read-cart";
import { keyOfPart, resultOfCart } from "@/lib/carts/rules";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { sumCents } from "@/lib/money/cents";
import { readTokensOfLinks } from "@/lib/pay-links/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { requireDraft } from "./internal/drafts";
import { listPartOutcomes } from "./internal/part-outcomes";
import { planDraft } from "./internal/plan";
import type { EntryOutcome, SentOutcome } from "./model";
import { requestKeysOfDraft } from "./rules";

/** What became of a draft that was charged, each payment apart. Null where it was not. @throws AppError forbidden, not_found */
export async function findEntryOutcome(ctx: Ctx, draftId: string): Promise<EntryOutcome | null> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const draft = await requireDraft(ctx, tx, draftId);
    if (draft.cartId === null) return null;
    const { cart } = await readCart(ctx, draft.cartId, { tx });
    const plan = await planDraft(ctx, tx, draft);
    const linesOf = new Map(plan.ok ? plan.parts.map((part) => [keyOfPart(part), part.lines]) : []);
    const outcomes = await listPartOutcomes(ctx, tx, draft.cartId);
    const parts = outcomes.map((part) => ({ ...part, lines: linesOf.get(keyOfPart(part)) ?? [] }));
    return {
      ...{ draftId, parts, payerName: cart.payerName, currency: cart.currency, arMessage: draft.arMessage },
      outcome: resultOfCart(cart.id, parts).outcome,
      isLeft: draft.status === "left",
      totalCents: sumCents(parts.map(({ amountCents }) => amountCents)),
    };
  });
}

/** The links that a draft became, with their tokens. Null where it became none. @throws AppError forbidden, not_found */
export async function findSentOutcome(ctx: Ctx, draftId: string): Promise<SentOutcome | null> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const draft = await requireDraft(ctx, tx, draftId);
    if (draft.status !== "links") return null;
    const rows = await tx
      .select({ link: payLinks, kind: merchantAccounts.kind, accountName: merchantAccounts.name })
      .from(payLinks)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, payLinks.firmId), eq(merchantAccounts.id, payLinks.accountId)),
      )
      .where(and(eq(payLinks.firmId, ctx.firmId), inArray(payLinks.requestKey, requestKeysOfDraft(draftId))))
      .orderBy(asc(merchantAccounts.kind), asc(payLinks.createdAt), asc(payLinks.id));
    const [first] = rows;
    if (!first) throw new AppError("not_found", { reason: "link_unknown" });
    const tokens = readTokensOfLinks(
      ctx,
      rows.map(({ link }) => link),
    );
    const { recipientName, recipientEmails, expiresAt, currency, byEmail } = first.link;
    return {
      ...{ draftId, recipientName, recipientEmails, expiresAt, currency, byEmail, arMessage: draft.arMessage },
      links: rows.map(({ link, kind, accountName }) => ({
        ...{ id: link.id, kind, accountName, amountCents: link.amountCents, matterRef: link.matterRef },
        ...{ invoiceNumber: link.invoiceNumber, token: tokens.get(link.id) ?? "" },
      })),
    };
  });
}

/** Whether the payment is one of this draft's cart. @throws AppError forbidden, not_found */
export async function requirePaymentOfDraft(ctx: Ctx, draftId: string, paymentId: string): Promise<void> {
  requirePermission(ctx, "connect.pay");
  await inFirm(ctx, async (tx) => {
    const { cartId } = await requireDraft(ctx, tx, draftId);
    const rows = await tx
      .select({ cartId: payments.cartId })
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
    if (cartId === null || rows[0]?.cartId !== cartId) throw new AppError("not_found", { reason: "payment_unknown" });
  });
}
