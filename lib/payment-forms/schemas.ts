import { z } from "zod";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { problemsOfValues } from "@/lib/custom-fields/rules";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { findAddressFault, splitAddresses } from "@/lib/pay-links/schemas";
import { COUNTRIES, PAYER_KINDS } from "@/lib/payers/model";
import { holdsCardNumber } from "@/lib/payers/rules";
import { isRequestId } from "./rules";

/** Every message is a word that a screen turns into a sentence (`errors.field.*`). */

const MOST_EMAILS = 20;
const id = z.string().max(60);
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, "text_too_long")
    .refine((value) => !holdsCardNumber(value), "card_number_in_text");
const amount = z.int({ error: "amount_invalid" }).min(1, "amount_too_small").max(MAX_AMOUNT_CENTS, "amount_too_large");

const fields = {
  account: z.string().min(1, "account_unknown").max(60),
  // What cannot be read as an amount arrives as undefined or NaN.
  amountCents: z.custom<number>(() => true),
  /** "" for somebody new. */
  payerId: id,
  payerName: text(120),
  payerKind: z.enum(PAYER_KINDS),
  savePayer: z.boolean(),
  methodKind: z.enum(["saved", "card", "echeck"]),
  /** Of a saved method. */
  methodId: id,
  receiptEmails: text(2_000),
  invoiceNumber: text(60),
  clientRef: text(120),
  matterRef: text(120),
  line1: text(120),
  line2: text(120),
  city: text(80),
  region: text(80),
  postalCode: text(20),
  country: z.string().refine((code) => code === "" || COUNTRIES.includes(code), "country_unknown"),
  customFields: z.record(z.string().max(60), z.string().max(2_000)),
  note: text(1_000),
  authorizedBy: text(120),
  authorizedHow: z.enum(AUTHORIZED_BY),
  isAuthorized: z.boolean(),
};

type Known = {
  /** Money for these needs client and matter. The verb asks the database; the form asks before sending. */
  trustAccountIds?: readonly string[];
  customFields?: readonly CustomFieldView[];
};

type Checked = z.infer<z.ZodObject<typeof fields>>;

/** The form as it is typed. Everything is looked at in one go, because a form whose faults come out one by one is sent five times. */
export function entryForm(known: Known = {}) {
  return z.object(fields).superRefine((form, context) => checkEntry(form, context, known));
}

function checkEntry(form: Checked, context: z.RefinementCtx, { trustAccountIds = [], customFields = [] }: Known): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: path.split("."), message });
  const sum = amount.safeParse(form.amountCents);
  if (!sum.success) refuse("amountCents", sum.error.issues[0]?.message ?? "amount_invalid");
  if (form.payerId === "" && form.payerName === "") refuse("payerName", "payer_name_missing");
  if (form.methodKind === "saved" && form.methodId === "") refuse("methodId", "saved_method_missing");
  const addresses = splitAddresses(form.receiptEmails);
  if (addresses.length > MOST_EMAILS) refuse("receiptEmails", "emails_too_many");
  if (addresses.some((address) => findAddressFault(address) !== null)) refuse("receiptEmails", "email_invalid");
  if (trustAccountIds.includes(form.account)) {
    if (form.clientRef === "") refuse("clientRef", "trust_needs_client");
    if (form.matterRef === "") refuse("matterRef", "trust_needs_matter_number");
  }
  for (const { id: fieldId, problem } of problemsOfValues(customFields, form.customFields))
    refuse(`customFields.${fieldId}`, problem);
  // A typed card is charged in the client's hearing; what is kept, and what is debited, on their recorded word.
  if (form.methodKind === "card") return;
  if (form.authorizedBy === "") refuse("authorizedBy", "authorized_by_missing");
  if (!form.isAuthorized) refuse("isAuthorized", "authorization_missing");
}

export type EntryTyped = z.input<ReturnType<typeof entryForm>>;

const requestId = z.string().refine(isRequestId, "invalid");

/** What the screen sends beside the fields. */
export const EnterPaymentInput = z
  .object({
    ...fields,
    requestId,
    /** Quick Pay: begun at an earlier payment, or at a method that the payer has saved. */
    source: z.enum(["enter_payment", "quick_pay"]).default("enter_payment"),
    /** Of a typed method: the hosted field's one-time token. */
    methodToken: z.string().max(500).default(""),
    /** What the hosted field says of the typed number; for the question about duplicates only. */
    methodLast4: z
      .string()
      .regex(/^\d{0,4}$/)
      .default(""),
    /** Where a card may bear a surcharge: the total that was shown. */
    agreedTotalCents: z.int().min(1).max(MAX_AMOUNT_CENTS).nullish(),
    /** The payment that was shown as the likely same one, and is not. */
    acknowledgedPaymentId: id.default(""),
  })
  .superRefine((form, context) => {
    checkEntry(form, context, {});
    if (form.methodKind !== "saved" && form.methodToken.length < 8)
      context.addIssue({ code: "custom", path: ["methodKind"], message: "invalid" });
  });
export type EnterPaymentInput = z.infer<typeof EnterPaymentInput>;

/** What is asked before a charge that may bear a surcharge. */
export const EntryQuoteInput = z.object({
  account: z.string().min(1).max(60),
  amountCents: amount,
  methodId: id,
  methodToken: z.string().max(500),
});
export type EntryQuoteInput = z.infer<typeof EntryQuoteInput>;

export const EntryRequestInput = z.object({ requestId });
export type EntryRequestInput = z.infer<typeof EntryRequestInput>;

export const PayerSearchInput = z.object({ q: z.string().trim().max(120) });
export type PayerSearchInput = z.infer<typeof PayerSearchInput>;

export const EntryPayerInput = z.object({ payerId: z.string().min(1).max(60) });
export type EntryPayerInput = z.infer<typeof EntryPayerInput>;

/** The user's own layout: what is hidden; an empty list shows everything again. */
export const EntryLayoutInput = z.object({ hidden: z.array(z.string().max(80)).max(60) });
export type EntryLayoutInput = z.infer<typeof EntryLayoutInput>;
