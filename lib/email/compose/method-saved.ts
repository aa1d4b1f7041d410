import { and, eq } from "drizzle-orm";
import { methodConsents, paymentMethods } from "@/db/schema/methods";
import MethodSavedMail from "@/emails/method-saved";
import { getFirm } from "@/lib/firms/queries";
import { AppError } from "@/lib/platform/errors";
import { type Composer, draftOf, idIn, loadAccount, mailFirmOf } from "./parts";

/** The copy of a consent, sent also when the method was removed meanwhile: it was agreed to. */
export const composeMethodSaved: Composer = async (ctx, tx, payload, locale) => {
  const rows = await tx
    .select({ method: paymentMethods, consent: methodConsents })
    .from(paymentMethods)
    .innerJoin(
      methodConsents,
      and(eq(methodConsents.firmId, paymentMethods.firmId), eq(methodConsents.methodId, paymentMethods.id)),
    )
    .where(and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, idIn(payload, "methodId"))));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "method_unknown" });
  const { kind, brand, last4, accountId } = row.method;
  return draftOf(MethodSavedMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    method: { kind, brand, last4 },
    consentText: row.consent.text,
    agreedAt: row.consent.at,
    isTest: (await loadAccount(ctx, tx, accountId)).isTest,
  });
};
