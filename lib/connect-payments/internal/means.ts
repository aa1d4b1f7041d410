import type { Cart, CartMethod, SavedForPart } from "@/lib/carts/model";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { quoteMethod } from "@/lib/payments/find-entry-surcharge";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { Quote } from "@/lib/surcharges/check-agreed-total";
import type { ConnectDraft } from "../model";
import type { PayDraftInput } from "../schemas";
import { openPartsOf } from "./place";

/** What the card of the operating part costs now; null where no total was shown, which is right only where none is taken. */
export async function quoteMeans(ctx: Ctx, draft: ConnectDraft, input: PayDraftInput): Promise<Quote | null> {
  if (input.agreedTotalCents === null || input.agreedTotalCents === undefined) return null;
  const parts = await inFirm(ctx, (tx) => openPartsOf(ctx, tx, draft));
  const operating = parts.find(({ kind }) => kind === "operating");
  if (!operating) return null;
  const { accountId: account, amountCents } = operating;
  const isSaved = input.methodKind === "saved";
  const methodId = isSaved ? (input.methodIds[account] ?? "") : "";
  return quoteMethod(ctx, { account, amountCents, methodId, methodToken: input.methodTokens[account] ?? "" });
}

export type OpenedMeans = {
  method: CartMethod;
  /** Brand and last four digits of the method, by merchant account: for the record of a debit. */
  last4: ReadonlyMap<string, { brand: string; last4: string }>;
};

/**
 * What the form names to be charged, as it stands now: methods of the cart's own payer, or what the gateway's fields took.
 * @throws AppError refused (method_*), invalid_input, upstream_unavailable
 */
export async function openMeans(ctx: Ctx, cart: Cart, input: PayDraftInput): Promise<OpenedMeans> {
  if (input.methodKind === "saved") return openSaved(ctx, cart, input);
  const tokens = input.methodTokens;
  const last4 = new Map<string, { brand: string; last4: string }>();
  if (input.methodKind === "echeck")
    for (const [accountId, token] of Object.entries(tokens))
      last4.set(accountId, { brand: "bank", last4: await readLast4(ctx, accountId, token) });
  return { method: { kind: "typed", tokens, methodKind: input.methodKind }, last4 };
}

async function openSaved(ctx: Ctx, cart: Cart, { methodIds }: PayDraftInput): Promise<OpenedMeans> {
  const methods: Record<string, SavedForPart> = {};
  const last4 = new Map<string, { brand: string; last4: string }>();
  await inFirm(ctx, async (tx) => {
    for (const accountId of new Set(cart.parts.map((part) => part.accountId))) {
      const methodId = methodIds[accountId];
      if (!methodId) continue;
      const method = await openChargeableMethod(ctx, tx, methodId);
      if (method.payerId !== cart.payerId || method.accountId !== accountId)
        throw new AppError("invalid_input", {
          fields: [{ path: `methodIds.${accountId}`, message: "method_of_other_account" }],
        });
      const { methodToken: storedToken, customerRef, id: savedMethodId } = method;
      // Kept before, and charged on the client's recorded word, without them (C1, C4).
      methods[accountId] = { storedToken, customerRef, savedMethodId, use: "unscheduled" };
      last4.set(accountId, { brand: method.brand, last4: method.last4 });
    }
  });
  return { method: { kind: "saved", methods }, last4 };
}

/** For the record of a debit (A2). A bank account that the gateway refuses has none: the charge will say why. */
async function readLast4(ctx: Ctx, accountId: string, token: string): Promise<string> {
  const at = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, accountId));
  const read = await gatewayOf(at.gateway, ctx).readMethod(at.account, token);
  if (read.kind === "unknown") throw new AppError("upstream_unavailable");
  return read.kind === "read" ? read.method.last4 : "";
}
