import { z } from "zod";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { problemsOfValues } from "@/lib/custom-fields/rules";
import { sortTextsOf } from "@/lib/lists/rules";
import { findAddressFault, splitAddresses } from "@/lib/pay-links/schemas";
import { PAYER_SORTS } from "./columns";
import { COUNTRIES, MOST_EMAILS, MOST_REFS, PAYER_KINDS, type PayerFacts } from "./model";
import { completeName, holdsCardNumber, keepOnce } from "./rules";

/** Every message is a word that a screen or the API turns into a sentence (`errors.field.*`). */
const text = (max: number) => z.string().trim().max(max, "text_too_long").default("");

const email = z.string().refine((address) => findAddressFault(address) === null, "email_invalid");

const addressFields = {
  line1: text(120),
  line2: text(120),
  city: text(80),
  region: text(80),
  postalCode: text(20),
  country: z
    .string()
    .default("")
    .refine((code) => code === "" || COUNTRIES.includes(code), "country_unknown"),
};

/** What a verb is given to make a payer of; a change gives any of these. */
export const payerFields = {
  kind: z.enum(PAYER_KINDS).default("person"),
  name: text(120),
  givenName: text(60),
  familyName: text(60),
  emails: z.array(email).overwrite(keepOnce).max(MOST_EMAILS, "emails_too_many").default([]),
  phone: text(40),
  address: z.object(addressFields).default({ line1: "", line2: "", city: "", region: "", postalCode: "", country: "" }),
  clientRefs: z.array(z.string().trim().min(1).max(60, "text_too_long")).max(MOST_REFS, "refs_too_many").default([]),
  notes: text(4_000).refine((note) => !holdsCardNumber(note), "card_number_in_text"),
  locale: z.enum(["en", "fr", "es"]).default("en"),
  customFields: z.record(z.string().max(60), z.string().max(500)).default({}),
};

const requestKey = z.string().min(8).max(200);

export const CreatePayerInput = z
  .object({ ...payerFields, requestKey })
  .refine((input) => completeName(input) !== "", { path: ["name"], message: "payer_name_missing" });
export type CreatePayerInput = z.infer<typeof CreatePayerInput>;

/** `changes` hold whole new values; what is left out stays. With `revision`, a change made meanwhile by somebody else is not lost. */
export type ChangePayerInput = { payerId: string; revision: number | null; changes: Partial<PayerFacts> };

/** The form as it is typed: several addresses and references in one field each. */
const PayerTyped = z.object({
  kind: z.enum(PAYER_KINDS),
  name: text(120),
  givenName: text(60),
  familyName: text(60),
  emails: text(6_000),
  phone: text(40),
  ...addressFields,
  clientRefs: text(1_000),
  notes: text(4_000).refine((note) => !holdsCardNumber(note), "card_number_in_text"),
  locale: z.enum(["en", "fr", "es"]),
  customFields: z.record(z.string().max(60), z.string().max(2_000)),
  payerId: z.string().max(60).optional(),
  revision: z.int().optional(),
  requestId: requestKey.optional(),
});

/** A new payer, or one that is changed. The server asks for the firm's own fields itself; a form in the browser knows them. */
export const PayerForm = payerForm([]);

export function payerForm(customFields: readonly CustomFieldView[]) {
  return PayerTyped.superRefine((form, context) => {
    checkPayer(form, context);
    for (const { id, problem } of problemsOfValues(customFields, form.customFields))
      context.addIssue({ code: "custom", path: ["customFields", id], message: problem });
  });
}

function checkPayer(form: z.infer<typeof PayerTyped>, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  const name = form.kind === "person" ? "" : form.name;
  if (completeName({ ...form, name }) === "")
    refuse(form.kind === "person" ? "familyName" : "name", "payer_name_missing");
  const addresses = keepOnce(splitAddresses(form.emails));
  if (addresses.length > MOST_EMAILS) refuse("emails", "emails_too_many");
  if (addresses.some((address) => findAddressFault(address) !== null)) refuse("emails", "email_invalid");
  const refs = splitRefs(form.clientRefs);
  if (refs.length > MOST_REFS) refuse("clientRefs", "refs_too_many");
  if (refs.some((ref) => ref.length > 60)) refuse("clientRefs", "text_too_long");
}
export type PayerForm = z.infer<typeof PayerForm>;
/** Before it is trimmed. */
export type PayerFormTyped = z.input<typeof PayerForm>;

/** The facts in a form that was let through; the firm's own fields are checked by the verb. */
export function factsOfForm(form: PayerForm): Omit<PayerFacts, "customFields"> {
  const { kind, phone, notes, locale, line1, line2, city, region, postalCode, country } = form;
  const isPerson = kind === "person";
  return {
    kind,
    name: isPerson ? "" : form.name,
    givenName: isPerson ? form.givenName : "",
    familyName: isPerson ? form.familyName : "",
    emails: keepOnce(splitAddresses(form.emails)),
    phone,
    address: { line1, line2, city, region, postalCode, country },
    clientRefs: splitRefs(form.clientRefs),
    notes,
    locale,
  };
}

/** "10427; 10428" or with commas. */
export function splitRefs(typed: string): string[] {
  const parts = typed.split(/[;,]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** Keeps the payer of a payment: as a new payer, or as one that is there already. */
export const SavePayerInput = z.object({
  paymentId: z.string().min(1).max(60),
  /** An existing payer's id; "" makes a new one from the fields below. */
  payerId: z.string().max(60),
  kind: z.enum(PAYER_KINDS),
  name: text(120),
  email: z
    .string()
    .trim()
    .refine((address) => address === "" || findAddressFault(address) === null, "email_invalid"),
});
export type SavePayerInput = z.infer<typeof SavePayerInput>;

/** `keepId` stays. The revisions are those that whoever decides has seen: a record that changed since is looked at again. */
export const MergePayersInput = z
  .object({
    keepId: z.string().min(1).max(60),
    mergeId: z.string().min(1).max(60),
    keepRevision: z.int(),
    mergeRevision: z.int(),
  })
  .refine(({ keepId, mergeId }) => keepId !== mergeId, { path: ["mergeId"], message: "payer_same" });
export type MergePayersInput = z.infer<typeof MergePayersInput>;

/** The list of payers, as it stands in the address bar and in the API's query. */
export const PayerFilter = z.object({
  q: z.string().trim().max(120).default(""),
  /** "30": with an Auto-Pay that runs within the next 30 days, today included. */
  autoPay: z.enum(["", "30"]).catch(""),
  sort: z.enum(sortTextsOf(PAYER_SORTS)).default("name"),
  cursor: z.string().max(2_000).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PayerFilter = z.infer<typeof PayerFilter>;
