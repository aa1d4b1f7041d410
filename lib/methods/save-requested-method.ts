import { payers } from "@/db/schema/payers";
import { getFirm } from "@/lib/firms/queries";
import { payerIs } from "@/lib/payers/lock-payer";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { lockRequest } from "./internal/load";
import { CONSENT_VERSION, type SaveMethodResult } from "./model";
import { decideRequest, intentOfRequest } from "./rules";
import { saveMethod } from "./save-method";
import type { SaveRequestedInput } from "./schemas";
import { writeConsentText } from "./write-consent-text";

/**
 * A payer saves a method under a request's token. Whose it is and where it is kept come from the request alone; the words of the consent
 * are written here, not taken from the browser. Two tabs, two people, a double click: one method.
 * @throws AppError not_found, refused (request_done, request_cancelled, request_expired)
 */
export async function saveRequestedMethod(
  ctx: Ctx,
  requestId: string,
  input: SaveRequestedInput,
): Promise<SaveMethodResult> {
  return saveMethod(ctx, {
    intent: intentOfRequest(requestId),
    methodToken: input.methodToken,
    prepare: async (tx) => {
      const request = await lockRequest(ctx, tx, requestId);
      const now = ctx.clock.now();
      const decision = decideRequest(request, now);
      if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
      const [payer] = await tx.select().from(payers).where(payerIs(ctx, request.payerId));
      invariant(payer, `payer ${request.payerId} of a request is there`);
      const { addressLine1: line1, addressLine2: line2, city, region, postalCode, country } = payer;
      const { name, phone, email } = await getFirm(ctx, tx);
      return {
        payerId: request.payerId,
        accountId: request.accountId,
        holder: input.holder || payer.name,
        billingAddress: { line1, line2, city, region, postalCode, country },
        consent: {
          text: writeConsentText(input.kind, input.language, { firm: name, phone, email }),
          version: CONSENT_VERSION,
          language: input.language,
          at: now.toISOString(),
          actor: actorName(ctx.actor),
          ip: ctx.ip,
          origin: "method_page",
          // The payer agrees online; of a card nothing is written.
          entryClass: input.kind === "echeck" ? "WEB" : "",
        },
      };
    },
  });
}
