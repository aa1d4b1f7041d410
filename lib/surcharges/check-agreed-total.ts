import type { ReadMethodOutcome } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { Surcharge } from "./model";
import { readSurchargeFor } from "./queries";
import { isOffered, surchargeOn } from "./rules";

export type Asked = { accountId: string; amountCents: number };

/** What the payer is shown before they pay: the surcharge of this very card, or none. */
export type Quote = { surcharge: Surcharge | null; method: { brand: string; last4: string } | null };

/**
 * Reads the typed method at the gateway and says what surcharge it bears. Moves no money. A method that the gateway refuses bears none:
 * the charge itself will say why it does not work.
 * @throws AppError not_found, upstream_unavailable
 */
export async function quoteSurcharge(ctx: Ctx, { accountId, amountCents }: Asked, methodToken: string): Promise<Quote> {
  const { rule, at } = await inFirm(ctx, async (tx) => ({
    rule: await readSurchargeFor(ctx, tx, accountId),
    at: await getGatewayAccount(ctx, tx, accountId),
  }));
  if (!isOffered(rule.settings, rule.account, rule.day)) return { surcharge: null, method: null };
  const read: ReadMethodOutcome = await gatewayOf(at.gateway, ctx).readMethod(at.account, methodToken);
  if (read.kind === "unknown") throw new AppError("upstream_unavailable");
  if (read.kind === "declined") return { surcharge: null, method: null };
  const { brand, last4 } = read.method;
  return { surcharge: surchargeOn({ ...rule, method: read.method, amountCents }), method: { brand, last4 } };
}

/**
 * In the transaction of the claim: the payer was shown the very total that is charged (S5). `quote` is null when none was asked for,
 * which is right only where no surcharge is offered.
 * @returns the part of the charge that is surcharge
 * @throws AppError refused (surcharge_unseen, surcharge_changed)
 */
export async function checkAgreedTotal(
  ctx: Ctx,
  tx: Tx,
  asked: Asked,
  agreed: { totalCents: number; quote: Quote } | null,
): Promise<number> {
  if (agreed === null) {
    const { settings, account, day } = await readSurchargeFor(ctx, tx, asked.accountId);
    if (isOffered(settings, account, day)) throw new AppError("refused", { reason: "surcharge_unseen" });
    return 0;
  }
  const surchargeCents = agreed.quote.surcharge?.surchargeCents ?? 0;
  if (asked.amountCents + surchargeCents !== agreed.totalCents)
    throw new AppError("refused", { reason: "surcharge_changed" });
  return surchargeCents;
}
