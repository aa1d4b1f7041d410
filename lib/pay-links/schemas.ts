import { z } from "zod";
import { CaptchaAnswer } from "@/lib/captcha/schemas";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { DebitLeave } from "@/lib/payments/schemas";

const EMAIL = z.email({ error: "email_invalid" }).max(254);
const MAX_ADDRESSES = 20;

const isoDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "date_invalid")
  .refine(
    (text) =>
      !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
    "date_invalid",
  );

const amountCents = z
  .int({ error: "amount_invalid" })
  .min(1, "amount_too_small")
  .max(MAX_AMOUNT_CENTS, "amount_too_large");

/** A new link. `account` is an id or exact name; `send` mails it, then at least one address is needed. */
export const CreatePayLinkInput = z
  .object({
    account: z.string().min(1).max(120),
    amountCents: z
      .int({ error: "amount_invalid" })
      .min(1, "amount_too_small")
      .max(MAX_AMOUNT_CENTS, "amount_too_large"),
    invoiceNumber: z.string().trim().max(60).default(""),
    dueDate: isoDate.nullish().transform((value) => value ?? null),
    recipientName: z.string().trim().max(120).default(""),
    recipientEmails: z.array(EMAIL).max(MAX_ADDRESSES).default([]),
    message: z.string().trim().max(2000).default(""),
    clientRef: z.string().trim().max(120).default(""),
    matterRef: z.string().trim().max(120).default(""),
    locale: z.enum(["en", "fr", "es"]).nullish(),
    send: z.boolean(),
    /** Not followed up, whatever the firm's reminders say. */
    isReminderOff: z.boolean().default(false),
    requestKey: z.string().min(8).max(200),
  })
  .refine((input) => !input.send || input.recipientEmails.length > 0, {
    path: ["recipientEmails"],
    message: "email_missing",
  });
export type CreatePayLinkInput = z.infer<typeof CreatePayLinkInput>;

/** What a refusal of the Quick Link form is called; a screen turns it into a sentence. */
export type QuickLinkProblem =
  | "amount_invalid"
  | "amount_too_small"
  | "amount_too_large"
  | "date_invalid"
  | "text_too_long"
  | "name_missing"
  | "email_missing"
  | "email_no_at"
  | "email_no_ending"
  | "email_not_an_address"
  | "emails_too_many"
  | "trust_needs_client"
  | "trust_needs_matter_number";

type QuickLinkOptions = {
  /** Money for these needs client and matter. The verb asks the database; the form asks before sending. */
  trustAccountIds?: readonly string[];
  /** The sentence shown for a problem, in the reader's language; the name of the problem itself without it. */
  say?: (problem: QuickLinkProblem, found: string) => string;
};

/**
 * The Quick Link form as it is typed: several addresses in one field, an empty due date as "". Everything is looked at in one go,
 * because a form whose faults come out one by one is sent five times.
 */
export function quickLinkInput({ trustAccountIds = [], say = (problem) => problem }: QuickLinkOptions = {}) {
  const text = (max: number) => z.string().trim().max(max, say("text_too_long", ""));
  return z
    .object({
      account: z.string().min(1).max(120),
      // What cannot be read as an amount arrives as undefined or NaN.
      amountCents: z.custom<number>(() => true),
      invoiceNumber: text(60),
      dueDate: text(40),
      delivery: z.enum(["mail", "link"]),
      recipientName: text(120),
      recipientEmails: text(6_000),
      message: text(2_000),
      clientRef: text(120),
      matterRef: text(120),
      /** Followed up as the firm's reminders say; so it is without this. */
      isReminded: z.boolean().optional(),
      requestId: z.string().min(8).max(80).optional(),
    })
    .superRefine((form, context) => {
      const refuse = (path: string, problem: QuickLinkProblem, found = "") =>
        context.addIssue({ code: "custom", path: [path], message: say(problem, found) });
      const amount = amountCents.safeParse(form.amountCents);
      if (!amount.success) refuse("amountCents", amount.error.issues[0]?.message as QuickLinkProblem);
      if (form.dueDate !== "" && !isoDate.safeParse(form.dueDate).success) refuse("dueDate", "date_invalid");
      const isTrust = trustAccountIds.includes(form.account);
      if (isTrust && form.clientRef === "") refuse("clientRef", "trust_needs_client");
      if (isTrust && form.matterRef === "") refuse("matterRef", "trust_needs_matter_number");
      if (form.delivery === "mail" && form.recipientName === "") refuse("recipientName", "name_missing");
      const problem = addressProblem(form.recipientEmails, form.delivery === "mail");
      if (problem) refuse("recipientEmails", problem.problem, problem.found);
    });
}

function addressProblem(text: string, isNeeded: boolean): { problem: QuickLinkProblem; found: string } | null {
  const addresses = splitAddresses(text);
  if (addresses.length === 0) return isNeeded ? { problem: "email_missing", found: "" } : null;
  if (addresses.length > MAX_ADDRESSES) return { problem: "emails_too_many", found: "" };
  for (const found of addresses) {
    const fault = findAddressFault(found);
    if (fault) return { problem: `email_${fault}`, found };
  }
  return null;
}

export type QuickLinkInput = z.infer<ReturnType<typeof quickLinkInput>>;
/** As it is typed, before it is trimmed. */
export type QuickLinkTyped = z.input<ReturnType<typeof quickLinkInput>>;

export const LinkIdInput = z.object({ linkId: z.string().min(1).max(60) });
export type LinkIdInput = z.infer<typeof LinkIdInput>;

/** `addresses` as they are typed, in place of those that the link has; without them it goes to the same again. */
export const ResendLinkInput = LinkIdInput.extend({ addresses: z.string().max(6_000).optional() }).superRefine(
  ({ addresses }, context) => {
    const fault = addresses === undefined ? null : addressProblem(addresses, true);
    if (fault) context.addIssue({ code: "custom", path: ["addresses"], message: fault.problem });
  },
);
export type ResendLinkInput = z.infer<typeof ResendLinkInput>;

/** `openUntil`: the firm's day at whose end the link closes. */
export const ExtendLinkInput = LinkIdInput.extend({ openUntil: isoDate, send: z.boolean() });
export type ExtendLinkInput = z.infer<typeof ExtendLinkInput>;

/** What the public page sends. The token names the link; an amount is taken from the browser only where the firm lets payers choose. */
export const PayLinkPayment = z.object({
  methodToken: z.string().min(8).max(500),
  receiptEmail: z.union([z.literal(""), EMAIL]).default(""),
  methodKind: z.enum(["card", "echeck"]).default("card"),
  /** For a bank account: that the payer gave their leave, and which words the page showed for it. */
  leave: DebitLeave.nullish(),
  /** Where a card may bear a surcharge: the total that the payer was shown and agreed to. */
  agreedTotalCents: z.int().min(1).max(MAX_AMOUNT_CENTS).optional(),
  /** What the payer wants to pay of it, without surcharge; all of it without this. */
  partCents: z.int().min(1).max(MAX_AMOUNT_CENTS).optional(),
  captcha: CaptchaAnswer,
});
export type PayLinkPayment = z.infer<typeof PayLinkPayment>;

/** "a@b.example; c@d.example" or with commas, as people type several addresses. */
export function splitAddresses(text: string): string[] {
  return text
    .split(/[;,\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

type AddressFault = "no_at" | "no_ending" | "not_an_address";

/** What is wrong with a mail address, so that the answer can say how to mend it; null when nothing is. */
export function findAddressFault(address: string): AddressFault | null {
  if (EMAIL.safeParse(address).success) return null;
  if (!address.includes("@")) return "no_at";
  return /@[^.@]+$/.test(address) ? "no_ending" : "not_an_address";
}
