import type { payments } from "@/db/schema/payments";
import { CHARGE_USES, type ChargeRequest, type GatewayAccount } from "@/lib/gateways/port";
import { invariant } from "@/lib/platform/errors";
import { idempotencyKeyOf } from "../rules";

type Charged = Pick<
  typeof payments.$inferSelect,
  | "id"
  | "obligation"
  | "attempt"
  | "amountCents"
  | "currency"
  | "methodToken"
  | "chargeUse"
  | "customerRef"
  | "invoiceNumber"
  | "savedMethodId"
  | "authorizationText"
>;

/** What is sent to the gateway for a payment: made from the row alone, so that sending it again sends the very same. */
export function chargeRequestOf(account: GatewayAccount, payment: Charged): ChargeRequest {
  const use = CHARGE_USES.find((known) => known === payment.chargeUse);
  invariant(use, `the use ${payment.chargeUse} of a charge is known`);
  return {
    account,
    reference: payment.id,
    idempotencyKey: idempotencyKeyOf(payment.obligation, payment.attempt),
    amountCents: payment.amountCents,
    currency: payment.currency,
    methodToken: payment.methodToken,
    methodKind: kindOf(payment),
    use,
    customerRef: payment.customerRef,
    description: payment.invoiceNumber ? `Invoice ${payment.invoiceNumber}` : "Payment",
  };
}

/** A bank account is debited only where its authorization stands with the payment. */
function kindOf({ savedMethodId, authorizationText }: Charged): ChargeRequest["methodKind"] {
  if (savedMethodId !== null) return null;
  return authorizationText === "" ? "card" : "echeck";
}
