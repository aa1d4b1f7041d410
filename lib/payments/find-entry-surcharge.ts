import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import type { EntryQuote } from "@/lib/payment-forms/model";
import type { EntryQuoteInput } from "@/lib/payment-forms/schemas";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { type Quote, quoteSurcharge } from "@/lib/surcharges/check-agreed-total";
import { readSurchargeFor } from "@/lib/surcharges/queries";
import { surchargeOn } from "@/lib/surcharges/rules";

/**
 * What a charge costs beyond its amount, told before it is made (S5). Moves no money.
 * @throws AppError forbidden, not_found, refused (method_*), upstream_unavailable
 */
export async function findEntrySurcharge(ctx: Ctx, input: EntryQuoteInput): Promise<EntryQuote> {
  requirePermission(ctx, "payments.take");
  requireAccount(ctx, input.account);
  const { account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, input.account));
  const { surcharge, method } = await quoteEntry(ctx, input);
  return {
    agreedTotalCents: surcharge?.totalCents ?? input.amountCents,
    currency: account.currency,
    surcharge: surcharge && method ? { ...surcharge, ...method } : null,
  };
}

/** What `quoteMethod` says, for Enter Payment. */
export async function quoteEntry(ctx: Ctx, input: EntryQuoteInput): Promise<Quote> {
  requirePermission(ctx, "payments.take");
  return quoteMethod(ctx, input);
}

/** Of a typed method only the gateway knows the kind of card; of a kept one it was written down. The caller has asked for the permission. */
export async function quoteMethod(
  ctx: Ctx,
  { account, amountCents, methodId, methodToken }: EntryQuoteInput,
): Promise<Quote> {
  if (methodId === "") return quoteSurcharge(ctx, { accountId: account, amountCents }, methodToken);
  return inFirm(ctx, async (tx) => {
    const { kind, brand, last4, funding } = await openChargeableMethod(ctx, tx, methodId);
    const rule = await readSurchargeFor(ctx, tx, account);
    const known = FUNDINGS.find((one) => one === funding);
    const method = {
      kind: kind === "echeck" ? ("echeck" as const) : ("card" as const),
      ...(known && { funding: known }),
    };
    return { surcharge: surchargeOn({ ...rule, method, amountCents }), method: { brand, last4 } };
  });
}

const FUNDINGS = ["credit", "debit", "prepaid"] as const;
