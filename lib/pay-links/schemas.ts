import { z } from "zod";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";


const EMAIL = z.email({ error: "email_invalid" }).max(254);

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date_invalid")
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text), "date_invalid");

/** A new link. `account` is an id or exact name; `send` mails it, then at least one address is needed. */
export const CreatePayLinkInput = z
  .object({
    account: z.string().min(1).max(120),
    amountCents: z.int({ error: "amount_invalid" }).min(1, "amount_too_small").max(MAX_AMOUNT_CENTS, "amount_too_large"),
    invoiceNumber: z.string().trim().max(60).default(""),
    dueDate: isoDate.nullish().transform((value) => value ?? null),
    recipientName: z.string().trim().max(120).default(""),
    recipientEmails: z.array(EMAIL).max(20).default([]),
    message: z.string().trim().max(2000).default(""),
    clientRef: z.string().trim().max(120).default(""),
    matterRef: z.string().trim().max(120).default(""),
    locale: z.enum(["en", "fr", "es"]).nullish(),
    send: z.boolean(),
    requestKey: z.string().min(8).max(200),
  })
  .refine((input) => !input.send || input.recipientEmails.length > 0, { path: ["recipientEmails"], message: "email_missing" });
export type CreatePayLinkInput = z.infer<typeof CreatePayLinkInput>;

export const LinkIdInput = z.object({ linkId: z.string().min(1).max(60) });
export type LinkIdInput = z.infer<typeof LinkIdInput>;

/** What the public page sends. The token names the link; no amount is taken from the browser. */
export const PayLinkPayment = z.object({
  methodToken: z.string().min(8).max(500),
  receiptEmail: z.union([z.literal(""), EMAIL]).default(""),
  /** For a bank account: the authorization as the page showed it. */
  authorizationText: z.string().max(1_000).default(""),
});
export type PayLinkPayment = z.infer<typeof PayLinkPayment>;

/** "a@b.example; c@d.example" or with commas, as people type several addresses. */
export function splitAddresses(text: string): string[] {
  return text
    .split(/[;,\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
