import { z } from "zod";
import { PAYER_SORTS } from "@/lib/payers/columns";
import { PAYER_KINDS } from "@/lib/payers/model";
import { PayerFilter, payerFields } from "@/lib/payers/schemas";
import { instant, listOf, listQuery } from "./parts";

const { kind, name, givenName, familyName, emails, phone, address, clientRefs, notes, locale, customFields } =
  payerFields;

/** Words of their own for the fields that the portal's form shares. */
const fields = {
  kind: kind.meta({ description: "Left out: person." }),
  name: name.meta({ description: "Of a business. Of a person only when the two below are not known." }),
  givenName,
  familyName,
  emails: emails.meta({ description: "The first gets requests and copies.", example: ["elena@marsh.example"] }),
  phone,
  address: address.meta({ description: "`country` is ISO 3166-1, two letters." }),
  clientRefs: clientRefs.meta({ description: "The client’s numbers in your matter system.", example: ["10427"] }),
  notes: notes.meta({ description: "For your staff. A card number is refused." }),
  locale: locale.meta({ description: "Language of mails and pages for this payer." }),
  customFields,
};

export const CreatePayerBody = z.strictObject(fields).meta({ id: "CreatePayer" });

/** `default` would fill in what was left out, so each field stands bare and optional here. */
export const ChangePayerBody = z
  .strictObject({
    kind: kind.unwrap().optional(),
    name: name.unwrap().optional(),
    givenName: givenName.unwrap().optional(),
    familyName: familyName.unwrap().optional(),
    emails: emails.unwrap().optional(),
    phone: phone.unwrap().optional(),
    address: address.unwrap().optional().meta({ description: "The whole address." }),
    clientRefs: clientRefs.unwrap().optional(),
    notes: notes.optional(),
    locale: locale.unwrap().optional(),
    customFields: customFields.unwrap().optional(),
    revision: z.int().optional().meta({
      description: "The `revision` that you read. With it, a change made meanwhile by somebody else is a 409.",
    }),
  })
  .meta({ id: "ChangePayer" });

export const PayerListQuery = PayerFilter.extend({
  q: PayerFilter.shape.q.meta({ description: "Part of a name, address, client reference, telephone number or city." }),
  sort: PayerFilter.shape.sort.meta({
    description: `Order, with \`-\` for descending: ${PAYER_SORTS.join(", ")}. A cursor belongs to one order.`,
    override: { type: "string" },
  }),
  ...listQuery,
});

const payerSummary = {
  id: z.string().meta({ example: "pyr_0a1b2c" }),
  kind: z.enum(PAYER_KINDS),
  name: z.string(),
  emails: z.array(z.string()),
  phone: z.string(),
  clientRefs: z.array(z.string()),
  createdAt: instant,
};

export const PayerSummary = z.object({ ...payerSummary, lastPaidAt: instant.nullable() }).meta({ id: "PayerSummary" });
export type PayerSummary = z.infer<typeof PayerSummary>;

export const PayerList = listOf(PayerSummary);

export const PayerAnswer = z
  .object({
    ...payerSummary,
    givenName: z.string(),
    familyName: z.string(),
    address: z.object({
      line1: z.string(),
      line2: z.string(),
      city: z.string(),
      region: z.string(),
      postalCode: z.string(),
      country: z.string(),
    }),
    notes: z.string(),
    locale: z.enum(["en", "fr", "es"]),
    customFields: z.record(z.string(), z.string()),
    revision: z.int().meta({ description: "Grows with each change." }),
    archivedAt: instant.nullable(),
  })
  .meta({ id: "Payer" });
export type PayerAnswer = z.infer<typeof PayerAnswer>;
