import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { writeAuthorizationText } from "@/lib/methods/write-authorization-text";
import { splitAddresses } from "@/lib/pay-links/schemas";
import type { PayerFacts } from "@/lib/payers/model";
import { saveEnteredPayer } from "@/lib/payers/save-entered-payer";
import { chooseEntryAccount } from "@/lib/payment-forms/choose-entry-account";
import type { EntryResult } from "@/lib/payment-forms/model";
import { obligationOfEntry } from "@/lib/payment-forms/rules";
import type { EnterPaymentInput } from "@/lib/payment-forms/schemas";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { checkAgreedTotal } from "@/lib/surcharges/check-agreed-total";
import { chargePayment } from "./charge-payment";
import { quoteEntry } from "./find-entry-surcharge";
import { findLikelyDuplicate } from "./find-likely-duplicate";
import type { ChargeIntent } from "./internal/claim";
import { type LoadedEntry, loadEntry } from "./internal/load-entry";
import { findStanding } from "./internal/standing-entry";

/**
 * Staff charge a method that the payer gave them, typed into the gateway's fields or kept before. One loaded form is one charge,
 * however often it is sent; after a definite no it may be sent again. What looks like the same payment minutes ago is asked about
 * before anything is charged. With a surcharge the total is the one that was shown.
 * @throws AppError forbidden, not_found, invalid_input (trust_needs_matter), refused (payer_archived, method_*, surcharge_unseen,
 * surcharge_changed), idempotency_key_reused, money_frozen, upstream_unavailable
 */
export async function enterPayment(ctx: Ctx, input: EnterPaymentInput): Promise<EntryResult> {
  requirePermission(ctx, "payments.take");
  if (input.savePayer && input.payerId === "") requirePermission(ctx, "payers.manage");
  const { account: accountId, amountCents } = input;
  const obligation = obligationOfEntry(input.requestId);
  const opened = await inFirm(ctx, async (tx) => {
    const standing = await findStanding(ctx, tx, input, obligation);
    if (standing) return { answer: standing };
    const entry = await loadEntry(ctx, tx, input);
    return { entry, answer: await askAboutDuplicate(ctx, tx, input, entry, obligation) };
  });
  if (opened.answer) return opened.answer;
  // Only the gateway knows these, and no call to it may happen inside the claim.
  const methodId = input.methodKind === "saved" ? input.methodId : "";
  const wish = { account: accountId, amountCents, methodId, methodToken: input.methodToken };
  const totalCents = input.agreedTotalCents ?? null;
  const agreed = totalCents === null ? null : { totalCents, quote: await quoteEntry(ctx, wish) };
  const bankLast4 = input.methodKind === "echeck" ? await readBankLast4(ctx, input) : "";
  return chargePayment(ctx, {
    obligation,
    methodToken: opened.entry?.method?.methodToken ?? input.methodToken,
    prepare: async (tx) => {
      const entry = await loadEntry(ctx, tx, input);
      const surchargeCents = await checkAgreedTotal(ctx, tx, { accountId, amountCents }, agreed);
      await chooseEntryAccount(ctx, tx, accountId);
      return intentOf(ctx, tx, { input, entry, surchargeCents, bankLast4 });
    },
  });
}

async function askAboutDuplicate(
  ctx: Ctx,
  tx: Tx,
  input: EnterPaymentInput,
  { account, payer, method }: LoadedEntry,
  obligation: string,
): Promise<EntryResult | null> {
  const found = await findLikelyDuplicate(ctx, tx, {
    obligation,
    payerId: input.payerId,
    payerName: payer?.name ?? input.payerName,
    last4: method?.last4 ?? input.methodLast4,
    amountCents: input.amountCents,
    currency: account.currency,
  });
  return found && found.paymentId !== input.acknowledgedPaymentId ? { kind: "duplicate", ...found } : null;
}

/** For the record of a debit (A2). A bank account that the gateway refuses has none: the charge will say why. */
async function readBankLast4(ctx: Ctx, input: EnterPaymentInput): Promise<string> {
  const at = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, input.account));
  const read = await gatewayOf(at.gateway, ctx).readMethod(at.account, input.methodToken);
  if (read.kind === "unknown") throw new AppError("upstream_unavailable");
  return read.kind === "read" ? read.method.last4 : "";
}

type Prepared = { input: EnterPaymentInput; entry: LoadedEntry; surchargeCents: number; bankLast4: string };

async function intentOf(ctx: Ctx, tx: Tx, prepared: Prepared): Promise<ChargeIntent> {
  const { input, entry, surchargeCents } = prepared;
  const { firm, account, payer, method, customFields } = entry;
  const facts = factsOf(input, firm.locale);
  const savedPayerId =
    input.savePayer && !payer ? await saveEnteredPayer(ctx, tx, facts, `${obligationOfEntry(input.requestId)}`) : null;
  const { invoiceNumber, clientRef, matterRef, note } = input;
  const isAddressed = Object.values(facts.address).some((line) => line !== "");
  return {
    ...{ source: input.source, linkId: null, invoiceNumber, clientRef, matterRef, note, customFields },
    accountId: account.id,
    amountCents: input.amountCents + surchargeCents,
    surchargeCents,
    currency: account.currency,
    payerId: payer?.id ?? savedPayerId,
    payerName: payer?.name ?? input.payerName,
    receiptEmails: facts.emails,
    locale: payer?.locale ?? firm.locale,
    billingAddress: isAddressed ? facts.address : null,
    authorizationText: authorizationOf(ctx, prepared),
    // Given by the client in person or by telephone; a kept one is charged without them (C1, C4).
    ...(method
      ? { chargeUse: "unscheduled" as const, savedMethodId: method.id, customerRef: method.customerRef }
      : { chargeUse: "present" as const }),
  };
}

function authorizationOf(ctx: Ctx, { input, entry, surchargeCents, bankLast4 }: Prepared): string {
  const { firm, account, payer, method } = entry;
  if (input.methodKind === "card") return "";
  const leave = { ...input, amountCents: input.amountCents + surchargeCents };
  const subject = {
    ...{ firm, account, payer: { name: payer?.name ?? input.payerName } },
    method: method ?? { brand: "bank", last4: bankLast4 },
  };
  return writeAuthorizationText(ctx, leave, subject, method ? "record" : "debit");
}

function factsOf(input: EnterPaymentInput, locale: PayerFacts["locale"]): PayerFacts {
  const { payerKind: kind, payerName: name, line1, line2, city, region, postalCode, country, clientRef } = input;
  const [givenName = "", ...others] = kind === "person" ? name.split(/\s+/) : [];
  const isSplit = others.length > 0;
  return {
    ...{ kind, name, locale, phone: "", notes: "", customFields: {} },
    givenName: isSplit ? givenName : "",
    familyName: isSplit ? others.join(" ") : givenName,
    emails: [...new Set(splitAddresses(input.receiptEmails))],
    address: { line1, line2, city, region, postalCode, country },
    clientRefs: clientRef ? [clientRef] : [],
  };
}
