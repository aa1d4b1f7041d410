import { payers } from "@/db/schema/payers";
import type { GatewayAccount, SaveMethodRequest } from "@/lib/gateways/port";
import { payerIs } from "@/lib/payers/lock-payer";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { methodTokenPlace, type StoredMethod } from "./load";

/** What is sent to the gateway to keep a method: made from the rows alone, so that sending it again sends the very same. */
export async function saveRequestOf(
  ctx: Ctx,
  tx: Tx,
  account: GatewayAccount,
  method: StoredMethod,
): Promise<SaveMethodRequest> {
  const rows = await tx
    .select({ name: payers.name, emails: payers.emails })
    .from(payers)
    .where(payerIs(ctx, method.payerId));
  const payer = rows[0];
  invariant(payer, `payer ${method.payerId} of a method is there`);
  return {
    account,
    reference: method.id,
    idempotencyKey: `method:${method.id}`,
    methodToken: unseal(method.methodTokenSealed, methodTokenPlace(ctx.firmId)),
    payer: { id: method.payerId, name: payer.name, email: payer.emails[0] ?? "" },
    customerRef: method.customerRef,
  };
}
