import { type BillingAddress, payments } from "@/db/schema/payments";
import { numberInPlace } from "@/lib/firms/next-number";
import { getFirm } from "@/lib/firms/queries";
import type { ChargeRequest, ChargeUse } from "@/lib/gateways/port";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { findLastAttempt } from "../find-last-attempt";
import { paymentIs } from "../lock-payment";
import type { PaymentSource, PaymentStatus } from "../model";
import { holdsClaim, IN_FLIGHT_MS } from "../rules";
import { chargeRequestOf } from "./charge-request";

/** What is to be charged and for what; made by the source ("this link") inside the claiming transaction. */
export type ChargeIntent = {
  source: PaymentSource;
  accountId: string;
  amountCents: number;
  currency: string;
  payerId: string | null;
  payerName: string;
  receiptEmails: string[];
  linkId: string | null;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  locale: string;
  /** The words a payer agreed to for a bank debit; empty for cards. */
  authorizationText: string;
  /** Of a method that is kept or was: see `ChargeUse`. Absent: the payer typed it, for this once. */
  chargeUse?: ChargeUse;
  savedMethodId?: string;
  customerRef?: string;
  /** The part of `amountCents` that is a card surcharge. */
  surchargeCents?: number;
  /** Payments asked for together. */
  cartId?: string;
  /** For staff only. */
  note?: string;
  /** Values of the firm's own fields, by the field's id. */
  customFields?: Record<string, string>;
  billingAddress?: BillingAddress | null;
};

export type Claim =
  | {
      kind: "claimed";
      paymentId: string;
      gateway: string;
      /** What to send, once the claim is committed. */
      request: ChargeRequest;
    }
  | { kind: "in_progress"; paymentId: string; status: PaymentStatus };

/**
 * Takes the next attempt of an obligation, or says who holds it. The partial unique index on (firm, obligation) decides a race; this
 * look-up only makes the common case polite. Committed before the gateway is called.
 * @throws AppError money_frozen
 */
export async function claimObligation(
  ctx: Ctx,
  tx: Tx,
  obligation: string,
  methodToken: string,
  intent: ChargeIntent,
): Promise<Claim> {
  const earlier = await findLastAttempt(ctx, tx, obligation);
  if (earlier && holdsClaim(earlier.status))
    return { kind: "in_progress", paymentId: earlier.paymentId, status: earlier.status };
  const firm = await getFirm(ctx, tx);
  if (firm.isMoneyFrozen) throw new AppError("money_frozen");

  const attempt = (earlier?.attempt ?? 0) + 1;
  const { gateway, account } = await getGatewayAccount(ctx, tx, intent.accountId);
  const paymentId = ctx.ids.next("pay");
  const now = ctx.clock.now();
  const [created] = await tx
    .insert(payments)
    .values({
      ...intent,
      firmId: ctx.firmId,
      id: paymentId,
      number: numberInPlace(ctx, "payment"),
      status: "created",
      obligation,
      attempt,
      gateway,
      methodToken,
      createdBy: actorName(ctx.actor),
      createdAt: now,
    })
    .returning();
  invariant(created, "an inserted payment comes back");
  await tx
    .update(payments)
    .set({ status: "processing", submittedAt: now, checkAt: new Date(now.getTime() + IN_FLIGHT_MS) })
    .where(paymentIs(ctx, paymentId));
  return { kind: "claimed", paymentId, gateway, request: chargeRequestOf(account, created) };
}
