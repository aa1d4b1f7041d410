import { and, eq } from "drizzle-orm";
import { autoPays } from "@/db/schema/auto-pays";
import { paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { idIn, loadAccount, mailFirmOf } from "./parts";

/** What all mails about an Auto-Pay say of it. @throws AppError not_found (auto_pay_unknown) */
export async function loadAutoPay(ctx: Ctx, tx: Tx, payload: Record<string, string>) {
  const [row] = await tx
    .select({ autoPay: autoPays, payer: payers, method: paymentMethods })
    .from(autoPays)
    .innerJoin(payers, and(eq(payers.firmId, autoPays.firmId), eq(payers.id, autoPays.payerId)))
    .innerJoin(
      paymentMethods,
      and(eq(paymentMethods.firmId, autoPays.firmId), eq(paymentMethods.id, autoPays.methodId)),
    )
    .where(and(eq(autoPays.firmId, ctx.firmId), eq(autoPays.id, idIn(payload, "autoPayId"))));
  if (!row) throw new AppError("not_found", { reason: "auto_pay_unknown" });
  const { autoPay, payer, method } = row;
  const account = await loadAccount(ctx, tx, autoPay.accountId);
  const { kind, brand, last4 } = method;
  return {
    autoPay,
    accountKind: account.kind,
    facts: {
      firm: mailFirmOf(await getFirm(ctx, tx)),
      payerName: payer.name,
      name: autoPay.name,
      currency: autoPay.currency,
      method: { kind, brand, last4 },
      isTest: account.isTest,
    },
  };
}
