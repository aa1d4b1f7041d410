import { z } from "zod";
import { MAX_AR_MESSAGE } from "@/lib/connect-settings/model";
import { ITEM_KINDS, SEARCH_FIELDS } from "@/lib/matter-systems/model";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { findAddressFault, splitAddresses } from "@/lib/pay-links/schemas";
import { COUNTRIES, PAYER_KINDS } from "@/lib/payers/model";
import { holdsCardNumber } from "@/lib/payers/rules";
import { MOST_SELECTED } from "./model";

/** Every message is a word that a screen turns into a sentence (`errors.field.*`). */

const DRAFT_ID = /^drf_[a-z0-9]{8,60}$/;

/** Whether a text can be the name of a draft. */
export function isDraftId(text: string): boolean {
  return DRAFT_ID.test(text);
}

const draftId = z.string().regex(DRAFT_ID, "invalid");
const cents = z.int().min(0).max(MAX_AMOUNT_CENTS);
const known = (max: number) => z.string().max(max);
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, "text_too_long")
    .refine((value) => !holdsCardNumber(value), "card_number_in_text");

export const OpenItemShape = z.object({
  key: known(80).min(1),
  kind: z.enum(ITEM_KINDS),
  clientNumber: known(200),
  clientName: known(400),
  matterNumber: known(200),
  matterName: known(400),
  invoiceNumber: known(200),
  payorNumber: known(200),
  payorName: known(400),
  payorPercent: z.number().nullable(),
  bankAccount: known(200),
  datedOn: z.string().max(10).nullable(),
  originalCents: z.int(),
  balanceCents: z.int(),
  currency: known(10),
});

const LineShape = z.object({
  item: OpenItemShape,
  amountCents: cents.nullable(),
  isByHand: z.boolean(),
  seenCents: z.int().nullable(),
});

/** What stands in `connect_drafts.lines`. */
export const DraftDocument = z.object({
  lines: z.array(LineShape).default([]),
  accountId: z.string().default(""),
});

export const ItemSearchInput = z.object({
  by: z.enum(SEARCH_FIELDS),
  kind: z.enum(ITEM_KINDS),
  query: z.string().trim().min(1, "search_empty").max(200, "text_too_long"),
  match: z.enum(["contains", "exact"]).default("contains"),
  cursor: z
    .string()
    .max(2_000)
    .nullish()
    .transform((value) => value ?? null),
  limit: z.int().min(1).max(200).optional(),
});
export type ItemSearchInput = z.infer<typeof ItemSearchInput>;

export const SearchChoiceInput = z.object({
  by: z.enum(SEARCH_FIELDS),
  kind: z.enum(ITEM_KINDS),
  /** Skip the first step from now on; else it is asked again. */
  always: z.boolean(),
});
export type SearchChoiceInput = z.infer<typeof SearchChoiceInput>;

export const SelectionInput = z.object({
  draftId,
  add: z.array(OpenItemShape).max(MOST_SELECTED).default([]),
  /** "invoice:<key>" */
  remove: z.array(z.string().max(100)).max(MOST_SELECTED).default([]),
  removeAll: z.boolean().default(false),
});
export type SelectionInput = z.input<typeof SelectionInput>;

export const AllocationInput = z.object({
  draftId,
  amountToPayCents: cents.nullable(),
  accountId: z.string().max(60),
  lines: z
    .array(
      z.object({ id: z.string().max(100), amountCents: cents.nullable(), isByHand: z.boolean(), seenCents: z.int() }),
    )
    .max(MOST_SELECTED),
});
export type AllocationInput = z.infer<typeof AllocationInput>;

export const DraftInput = z.object({ draftId });
export type DraftInput = z.infer<typeof DraftInput>;

const MOST_EMAILS = 20;
const id = z.string().max(60);

const payerFields = {
  /** "" for somebody new. */
  payerId: id,
  payerName: text(120),
  payerKind: z.enum(PAYER_KINDS),
  savePayer: z.boolean(),
  receiptEmails: text(2_000),
  arMessage: text(MAX_AR_MESSAGE),
};

const entryFields = {
  ...payerFields,
  methodKind: z.enum(["saved", "card", "echeck"]),
  /** Of saved methods, by the merchant account that each is kept at. */
  methodIds: z.record(id, id),
  line1: text(120),
  line2: text(120),
  city: text(80),
  region: text(80),
  postalCode: text(20),
  country: z.string().refine((code) => code === "" || COUNTRIES.includes(code), "country_unknown"),
  authorizedBy: text(120),
  authorizedHow: z.enum(AUTHORIZED_BY),
  isAuthorized: z.boolean(),
};

type Refuse = (path: string, message: string) => void;
type Payer = z.infer<z.ZodObject<typeof payerFields>>;
type Entry = z.infer<z.ZodObject<typeof entryFields>>;

function refuseWith(context: z.RefinementCtx): Refuse {
  return (path, message) => context.addIssue({ code: "custom", path: path.split("."), message });
}

function checkEmails(emails: string, isNeeded: boolean, missing: string, refuse: Refuse, path: string): void {
  const addresses = splitAddresses(emails);
  if (isNeeded && addresses.length === 0) refuse(path, missing);
  if (addresses.length > MOST_EMAILS) refuse(path, "emails_too_many");
  if (addresses.some((address) => findAddressFault(address) !== null)) refuse(path, "email_invalid");
}

function checkPayer(form: Payer, refuse: Refuse): void {
  if (form.payerId === "" && form.payerName === "") refuse("payerName", "payer_name_missing");
}

function checkEntry(form: Entry, accountIds: readonly string[], refuse: Refuse): void {
  checkPayer(form, refuse);
  checkEmails(form.receiptEmails, true, "receipts_missing", refuse, "receiptEmails");
  if (form.methodKind === "saved")
    for (const accountId of accountIds)
      if (!form.methodIds[accountId]) refuse(`methodIds.${accountId}`, "saved_method_missing");
  // A typed card is charged in the client's hearing; what is kept, and what is debited, on their recorded word.
  if (form.methodKind === "card") return;
  if (form.authorizedBy === "") refuse("authorizedBy", "authorized_by_missing");
  if (!form.isAuthorized) refuse("isAuthorized", "authorization_missing");
}

/** The form of Manual entry as it is typed; `accountIds`: into which the parts go that are open. */
export function manualForm(accountIds: readonly string[] = []) {
  return z.object(entryFields).superRefine((form, context) => checkEntry(form, accountIds, refuseWith(context)));
}
export type ManualTyped = z.input<ReturnType<typeof manualForm>>;

/** What the screen sends beside the fields. */
export const PayDraftInput = z
  .object({
    ...entryFields,
    draftId,
    /** Of a typed method: the hosted fields' one-time tokens, by merchant account. */
    methodTokens: z.record(id, z.string().max(500)).default({}),
    methodLast4: z
      .string()
      .regex(/^\d{0,4}$/)
      .default(""),
    /** Where the card of the operating part may bear a surcharge: that part's total as it was shown. */
    agreedTotalCents: z.int().min(1).max(MAX_AMOUNT_CENTS).nullish(),
    /** Payments that were shown as the likely same ones, and are not. */
    acknowledgedPaymentIds: z.array(id).max(50).default([]),
  })
  .superRefine((form, context) => checkEntry(form, [], refuseWith(context)));
export type PayDraftInput = z.infer<typeof PayDraftInput>;

export const DraftQuoteInput = z.object({ draftId, methodId: id, methodToken: z.string().max(500) });
export type DraftQuoteInput = z.infer<typeof DraftQuoteInput>;

export const DraftPaymentInput = z.object({ draftId, paymentId: id });
export type DraftPaymentInput = z.infer<typeof DraftPaymentInput>;

const sendFields = {
  ...payerFields,
  delivery: z.enum(["mail", "link"]),
  message: text(2_000),
};

/** The form of Send for Payment; here "receiptEmails" is whom the links go to. */
export function sendForm() {
  return z.object(sendFields).superRefine((form, context) => {
    const refuse = refuseWith(context);
    checkPayer(form, refuse);
    checkEmails(form.receiptEmails, form.delivery === "mail", "email_missing", refuse, "receiptEmails");
  });
}
export type SendTyped = z.input<ReturnType<typeof sendForm>>;

export const SendDraftInput = z.object({ draftId, ...sendFields }).superRefine((form, context) => {
  const refuse = refuseWith(context);
  checkPayer(form, refuse);
  checkEmails(form.receiptEmails, form.delivery === "mail", "email_missing", refuse, "receiptEmails");
});
export type SendDraftInput = z.infer<typeof SendDraftInput>;
