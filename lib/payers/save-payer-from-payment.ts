import { payments } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import { lockPayment, paymentIs } from "@/lib/payments/lock-payment";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { insertPayer } from "./create-payer";
import { lockPayer } from "./lock-payer";
import type { PayerFacts } from "./model";
import type { SavePayerInput } from "./schemas";

/**
 * Keeps whoever made a payment: as a new payer, or as one that is there. A payment that has its payer already keeps it, so that a second
 * press finds the first one's.
 * @throws AppError forbidden, not_found, invalid_input (payer_name_missing), refused (payer_archived)
 */
export async function savePayerFromPayment(ctx: Ctx, input: SavePayerInput): Promise<{ payerId: string }> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, input.paymentId);
    requireAccount(ctx, payment.accountId);
    if (payment.payerId) return { payerId: payment.payerId };
    if (input.payerId) {
      const existing = await lockPayer(ctx, tx, input.payerId);
      if (existing.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
    } else if (input.name === "") {
      throw new AppError("invalid_input", { fields: [{ path: "name", message: "payer_name_missing" }] });
    }
    const payerId = input.payerId || (await insertPayer(ctx, tx, factsOf(input, payment), null)).id;
    await tx.update(payments).set({ payerId }).where(paymentIs(ctx, payment.id));
    await appendAudit(ctx, tx, {
      action: "payment.payer",
      objectType: "payment",
      objectId: payment.id,
      detail: { before: null, after: payerId },
    });
    return { payerId };
  });
}

const NO_ADDRESS = { line1: "", line2: "", city: "", region: "", postalCode: "", country: "" };

type PaidBy = { clientRef: string; locale: string; billingAddress: PayerFacts["address"] | null };

function factsOf({ kind, name, email }: SavePayerInput, payment: PaidBy): PayerFacts {
  const [givenName = "", ...others] = kind === "person" ? name.split(/\s+/) : [];
  return {
    kind,
    name,
    givenName: others.length > 0 ? givenName : "",
    familyName: others.length > 0 ? others.join(" ") : givenName,
    emails: email ? [email] : [],
    phone: "",
    address: payment.billingAddress ?? NO_ADDRESS,
    clientRefs: payment.clientRef ? [payment.clientRef] : [],
    notes: "",
    locale: payment.locale === "fr" || payment.locale === "es" ? payment.locale : "en",
    customFields: {},
  };
}
