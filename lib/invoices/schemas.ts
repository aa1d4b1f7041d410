import { z } from "zod";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { isWithinBounds } from "./rules";

const isoDate = z.iso.date({ error: "date_invalid" }).refine((text) => !text.startsWith("0000"), "date_invalid");
const email = z.email({ error: "email_invalid" }).max(254);
const text = (max: number) => z.string().trim().max(max, "text_too_long");
const id = z.string().min(1).max(60);

export const MAX_LINES = 100;
export const MAX_ADDRESSES = 20;

/** A quantity has two decimals, a discount too; a price may be zero, so that a gift can stand on the invoice. */
export const InvoiceLineInput = z.object({
  description: text(500).min(1, "line_description_missing"),
  quantityHundredths: z
    .int({ error: "quantity_invalid" })
    .min(1, "quantity_invalid")
    .max(99_999_999, "quantity_invalid"),
  unitPriceCents: z.int({ error: "amount_invalid" }).min(0, "amount_invalid").max(MAX_AMOUNT_CENTS, "amount_too_large"),
  discountBasisPoints: z
    .int({ error: "percent_invalid" })
    .min(0, "percent_invalid")
    .max(10_000, "percent_invalid")
    .default(0),
  isTaxable: z.boolean().default(false),
  itemId: id.nullish().transform((value) => value ?? null),
});

const taxThousandths = z.int({ error: "percent_invalid" }).min(0, "percent_invalid").max(100_000, "percent_invalid");
const termsDays = z.int({ error: "days_invalid" }).min(0, "days_invalid").max(365, "days_invalid");

const DRAFT = z.object({
  /** An id or exact name. */
  account: z.string().min(1, "account_unknown").max(120),
  payerId: id.nullish().transform((value) => value ?? null),
  billTo: text(120).min(1, "name_missing"),
  billToAddress: text(500).default(""),
  recipientEmails: z.array(email).max(MAX_ADDRESSES, "emails_too_many").default([]),
  clientRef: text(120).default(""),
  matterRef: text(120).default(""),
  issueDate: isoDate,
  termsDays,
  notes: text(2_000).default(""),
  locale: z.enum(["en", "fr", "es"]).nullish(),
  taxName: text(40).default(""),
  taxThousandths: taxThousandths.default(0),
  lines: z.array(InvoiceLineInput).max(MAX_LINES, "lines_too_many").default([]),
});

const checkSum = (
  { lines, taxThousandths: rate }: z.output<typeof DRAFT>,
  context: { addIssue: (issue: { code: "custom"; path: string[]; message: string }) => void },
) => {
  if (!isWithinBounds(lines, rate)) context.addIssue({ code: "custom", path: ["lines"], message: "amount_too_large" });
};

/** A draft as its form sends it. `requestKey`: the same form sent twice is one invoice. */
export const CreateInvoiceInput = DRAFT.extend({ requestKey: z.string().min(8).max(200) }).superRefine(checkSum);
export type CreateInvoiceInput = z.infer<typeof CreateInvoiceInput>;

/** `revision`: what the editor saw; a draft that somebody changed meanwhile is not overwritten. */
export const UpdateInvoiceInput = DRAFT.extend({ invoiceId: id, revision: z.int().min(0) }).superRefine(checkSum);
export type UpdateInvoiceInput = z.infer<typeof UpdateInvoiceInput>;

export type InvoiceDraftInput = z.infer<typeof DRAFT>;

export const InvoiceIdInput = z.object({ invoiceId: id });
export type InvoiceIdInput = z.infer<typeof InvoiceIdInput>;

/** `isMailed`: to its addresses; else only its link is made. `addresses`: in place of those it has. */
export const SendInvoiceInput = InvoiceIdInput.extend({
  isMailed: z.boolean(),
  addresses: z.array(email).max(MAX_ADDRESSES, "emails_too_many").optional(),
});
export type SendInvoiceInput = z.infer<typeof SendInvoiceInput>;

/** `reason`: for the record, seen by staff. */
export const EndInvoiceInput = InvoiceIdInput.extend({ reason: text(300).default("") });
export type EndInvoiceInput = z.infer<typeof EndInvoiceInput>;

export const InvoiceRemindersInput = InvoiceIdInput.extend({ isReminderOff: z.boolean() });
export type InvoiceRemindersInput = z.infer<typeof InvoiceRemindersInput>;

export const DuplicateInvoiceInput = InvoiceIdInput.extend({ requestKey: z.string().min(8).max(200) });
export type DuplicateInvoiceInput = z.infer<typeof DuplicateInvoiceInput>;

export const AttachmentIdInput = InvoiceIdInput.extend({ attachmentId: id });
export type AttachmentIdInput = z.infer<typeof AttachmentIdInput>;

export const AddAttachmentQuery = InvoiceIdInput.extend({
  fileName: z.string().trim().min(1, "file_name_missing").max(120, "text_too_long"),
});

export const InvoiceSettingsInput = z.object({
  isOn: z.boolean(),
  numberPattern: text(40)
    .regex(/^[A-Za-z0-9 ./_#{}-]*$/, "number_pattern_invalid")
    .refine((pattern) => pattern.split("{number}").length === 2, "number_pattern_invalid")
    .refine((pattern) => !/[{}]/.test(pattern.replace("{number}", "").replace("{year}", "")), "number_pattern_invalid"),
  termsDays,
  taxName: text(40),
  taxThousandths,
  notes: text(2_000),
  allowsParts: z.boolean(),
  reminderDays: z
    .array(z.int({ error: "days_invalid" }).min(-60, "days_invalid").max(180, "days_invalid"))
    .max(6, "reminders_too_many")
    .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
});
export type InvoiceSettingsInput = z.infer<typeof InvoiceSettingsInput>;

/** `itemId` null: a new one. */
export const SaveItemInput = z.object({
  itemId: id.nullable(),
  description: text(500).min(1, "line_description_missing"),
  unitPriceCents: z.int({ error: "amount_invalid" }).min(0, "amount_invalid").max(MAX_AMOUNT_CENTS, "amount_too_large"),
  isTaxable: z.boolean(),
});
export type SaveItemInput = z.infer<typeof SaveItemInput>;

export const ItemIdInput = z.object({ itemId: id });
export type ItemIdInput = z.infer<typeof ItemIdInput>;
