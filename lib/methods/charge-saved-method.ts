import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payers } from "@/db/schema/payers";
import { payments } from "@/db/schema/payments";
import { getFirm } from "@/lib/firms/queries";
import { splitAddresses } from "@/lib/pay-links/schemas";
import { payerIs } from "@/lib/payers/lock-payer";
import { chargePayment } from "@/lib/payments/charge-payment";
import { type ChargeResult, isPaymentStatus } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { openChargeableMethod } from "./open-chargeable-method";
import { obligationOfQuickPay } from "./rules";
import type { ChargeMethodInput } from "./schemas";
import { writeAuthorizationText } from "./write-authorization-text";

/**
 * Staff charge a saved method on the client's word: merchant initiated, unscheduled, with the authorization on record (C1, C4). The
 * account is the one that the method is kept at. The same request key is one charge; after a definite no it may be tried again.
 * @throws AppError forbidden, not_found, money_frozen, invalid_input (trust_needs_matter), refused (method_not_active, method_expired,
 *   method_blocked, method_not_accepted), idempotency_key_reused
 */
export async function chargeSavedMethod(ctx: Ctx, input: ChargeMethodInput): Promise<ChargeResult> {
  requirePermission(ctx, "payments.take");
  const opened = await inFirm(ctx, async (tx) => {
    // Asked first: the method may be gone, or blocked, since the very charge that this repeats.
    const standing = await findStanding(ctx, tx, input);
    return standing ? { standing } : { method: await openChargeableMethod(ctx, tx, input.methodId) };
  });
  if (opened.standing) return opened.standing;
  return chargePayment(ctx, {
    obligation: obligationOfQuickPay(input.requestKey),
    methodToken: opened.method.methodToken,
    prepare: async (tx) => {
      const method = await openChargeableMethod(ctx, tx, input.methodId);
      await findStanding(ctx, tx, input);
      const [account] = await tx
        .select()
        .from(merchantAccounts)
        .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, method.accountId)));
      const [payer] = await tx.select().from(payers).where(payerIs(ctx, method.payerId));
      invariant(account && payer, `account and payer of method ${method.id} are there`);
      if (account.kind === "trust") requireMatter(input);
      return {
        source: "quick_pay",
        accountId: method.accountId,
        amountCents: input.amountCents,
        currency: account.currency,
        payerId: payer.id,
        payerName: payer.name,
        receiptEmails: [...new Set(splitAddresses(input.receiptEmails))],
        linkId: null,
        invoiceNumber: input.invoiceNumber,
        clientRef: input.clientRef,
        matterRef: input.matterRef,
        locale: payer.locale,
        authorizationText: writeAuthorizationText(ctx, input, { method, account, payer, firm: await getFirm(ctx, tx) }),
        chargeUse: "unscheduled",
        savedMethodId: method.id,
        customerRef: method.customerRef,
      };
    },
  });
}

/**
 * The charge that stands under this key, if there is one. Whoever sends another amount under it must not be told that this amount was
 * taken.
 */
async function findStanding(ctx: Ctx, tx: Tx, input: ChargeMethodInput): Promise<ChargeResult | null> {
  const before = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, obligationOfQuickPay(input.requestKey))));
  for (const { id: paymentId, accountId, status, amountCents, savedMethodId } of before) {
    if (!isPaymentStatus(status) || !holdsClaim(status)) continue;
    requireAccount(ctx, accountId);
    if (amountCents !== input.amountCents || savedMethodId !== input.methodId)
      throw new AppError("idempotency_key_reused");
    return { kind: "in_progress", paymentId, status };
  }
  return null;
}

function requireMatter({ clientRef, matterRef }: ChargeMethodInput): void {
  const missing = [!clientRef && "clientRef", !matterRef && "matterRef"].filter((path) => path !== false);
  if (missing.length === 0) return;
  throw new AppError("invalid_input", {
    reason: "trust_needs_matter",
    fields: missing.map((path) => ({ path, message: "trust_needs_matter" })),
  });
}
