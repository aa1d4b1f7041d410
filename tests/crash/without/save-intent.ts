// Stands in for the program's file that keeps methods: it asks the gateway first and writes afterwards. Only a process of the harness
// ever sees it.
import { paymentMethods } from "@/db/schema/methods";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { recordSavedMethod } from "@/lib/methods/record-saved-method";
import type * as real from "@/lib/methods/save-method";
import { actorName } from "@/lib/platform/context";
import { seal } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { noteReplaced } from "../child/replaced";

noteReplaced("save-intent");

export const saveMethod: typeof real.saveMethod = async (ctx, input) => {
  const { intent, gateway, account } = await inFirm(ctx, async (tx) => {
    const wanted = await input.prepare(tx);
    return { intent: wanted, ...(await getGatewayAccount(ctx, tx, wanted.accountId)) };
  });
  const methodId = ctx.ids.next("mth");
  const outcome = await gatewayOf(gateway, ctx).saveMethod({
    account,
    reference: methodId,
    idempotencyKey: `method:${methodId}`,
    methodToken: input.methodToken,
    payer: { id: intent.payerId, name: "Elena Marsh", email: "" },
    customerRef: "",
  });
  // Without an answer there is nothing to write down.
  if (outcome.kind !== "saved") return { kind: "unknown", methodId };
  await inFirm(ctx, (tx) =>
    tx.insert(paymentMethods).values({
      ...intent,
      firmId: ctx.firmId,
      id: methodId,
      gateway,
      status: "processing",
      intent: input.intent,
      methodTokenSealed: seal(input.methodToken, `${ctx.firmId}/payment_methods.method_token`),
      createdBy: actorName(ctx.actor),
      createdAt: ctx.clock.now(),
    }),
  );
  return recordSavedMethod(ctx, methodId, outcome);
};
