import { z } from "zod";
import { CAPTCHA_KINDS } from "@/lib/captcha/model";
import { CaptchaAnswer } from "@/lib/captcha/schemas";
import { PROOFS } from "@/lib/connect-pages/model";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { DebitLeave } from "@/lib/payments/schemas";
import { type AddressPart, type BuiltInField, PAGE_METHODS, PAGE_RULES } from "./model";
import { readTaxRate, siteOriginOf } from "./rules";

const text = (longest: number) => z.string().trim().max(longest, "text_too_long");
const required = (longest: number) => text(longest).min(1, "field_missing");
const EMAIL = z.email({ error: "email_invalid" }).max(254);
const MOST_SITES = 20;
const MOST_ADDRESSES = 10;
const MOST_CHOICES = 30;
const MOST_ITEMS = 40;

/** An amount of the form; what cannot be read arrives as undefined or NaN. */
const amount = z.custom<number | null | undefined>(() => true);

const isAmount = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 && value <= MAX_AMOUNT_CENTS;
const isEmpty = (value: number | null | undefined) => value === null || value === undefined;

/** Whole, as typed. */
const count = z
  .string()
  .trim()
  .regex(/^\d{1,6}$/, "count_invalid");
const MOST_QUANTITY = 9_999;

/** An item as it is typed; `itemId` is "" for a new one, `stock` for any number, `tax` for none. */
const ITEM = z.object({
  itemId: z.string().max(60),
  name: text(80),
  note: text(160),
  priceCents: amount,
  tax: z.string().max(20, "percent_invalid"),
  most: count,
  stock: z.string().trim().max(10, "count_invalid"),
  /** "" for none. */
  pictureId: z.string().max(60),
  pictureAlt: text(160),
});

/** The screen of one page. `pageId` is "" for a new one; `sites` has an address a line. */
export const PaymentPageForm = z
  .object({
    pageId: z.string().max(60),
    name: required(80),
    slug: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "slug_invalid"),
    accountId: z.string().min(1, "field_missing").max(60),
    locale: z.enum(["", "en", "fr", "es"]),
    heading: required(120),
    body: text(2_000),
    disclaimer: text(1_000),
    contact: text(300),
    confirmationText: text(1_000),
    amountRule: z.enum(PAGE_RULES),
    amountCents: amount,
    leastCents: amount,
    mostCents: amount,
    choices: z.array(z.object({ label: text(80), amountCents: amount })).max(MOST_CHOICES, "choices_too_many"),
    items: z.array(ITEM).max(MOST_ITEMS, "items_too_many"),
    methods: z.enum(PAGE_METHODS),
    /** By the field's key. */
    fields: z.record(z.string().max(60), z.enum(["off", "optional", "required"])),
    makesPosting: z.boolean(),
    captcha: z.enum(CAPTCHA_KINDS),
    /** One a line, or apart by commas. */
    notifyEmails: z.string().max(3_000),
    /** Of a Connect page; see `ConnectRule`. */
    proof: z.enum(PROOFS).default("either"),
    offersAll: z.boolean().default(false),
    allowsPart: z.boolean().default(false),
    /** "" for none. */
    fallbackPageId: z.string().max(60).default(""),
    sites: z.string().max(4_000),
  })
  .superRefine((form, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if (form.amountRule === "fixed" && !isAmount(form.amountCents)) refuse(["amountCents"], "amount_invalid");
    if (form.amountRule === "chosen") {
      const { leastCents, mostCents } = form;
      if (!isEmpty(leastCents) && !isAmount(leastCents)) refuse(["leastCents"], "amount_invalid");
      if (!isEmpty(mostCents) && !isAmount(mostCents)) refuse(["mostCents"], "amount_invalid");
      if (isAmount(leastCents) && isAmount(mostCents) && mostCents < leastCents)
        refuse(["mostCents"], "most_below_least");
    }
    if (form.amountRule === "list") {
      if (form.choices.length === 0) refuse(["choices"], "choices_missing");
      form.choices.forEach((choice, place) => {
        if (choice.label === "") refuse(["choices", place, "label"], "field_missing");
        if (!isAmount(choice.amountCents)) refuse(["choices", place, "amountCents"], "amount_invalid");
      });
    }
    if (form.amountRule === "items") checkItems(form.items, refuse);
    checkAddresses(form.notifyEmails, refuse);
    const sites = splitSites(form.sites);
    if (sites.length > MOST_SITES) refuse(["sites"], "sites_too_many");
    if (sites.some((site) => siteOriginOf(site) === null)) refuse(["sites"], "site_invalid");
  });
export type PaymentPageForm = z.infer<typeof PaymentPageForm>;
export type PaymentPageTyped = z.input<typeof PaymentPageForm>;

type Refuse = (path: (string | number)[], message: string) => void;

function checkItems(items: readonly z.infer<typeof ITEM>[], refuse: Refuse): void {
  if (items.length === 0) refuse(["items"], "items_missing");
  items.forEach(({ name, priceCents, tax, most, stock }, place) => {
    if (name === "") refuse(["items", place, "name"], "field_missing");
    if (!isAmount(priceCents)) refuse(["items", place, "priceCents"], "amount_invalid");
    if (readTaxRate(tax) === null) refuse(["items", place, "tax"], "percent_invalid");
    if (Number(most) === 0 || Number(most) > MOST_QUANTITY) refuse(["items", place, "most"], "count_invalid");
    if (stock !== "" && !count.safeParse(stock).success) refuse(["items", place, "stock"], "count_invalid");
  });
}

function checkAddresses(typed: string, refuse: Refuse): void {
  const addresses = splitSites(typed);
  if (addresses.length > MOST_ADDRESSES) refuse(["notifyEmails"], "notify_emails_too_many");
  if (!addresses.every(isEmailText)) refuse(["notifyEmails"], "notify_email_invalid");
}

/** One address a line, or apart by spaces. */
export function splitSites(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter((part) => part !== "");
}

export const PageIdInput = z.object({ pageId: z.string().min(1).max(60) });
export type PageIdInput = z.infer<typeof PageIdInput>;

/** What a visitor typed, as it came: each value a text. The verb reads it by the page's own rules. */
export const SubmitPageInput = z.object({
  /** Made by the server for one loaded form. */
  requestId: z.string().regex(/^req_[a-z0-9]{8,60}$/i, "request_invalid"),
  locale: z.enum(["en", "fr", "es"]),
  values: z.record(z.string().max(120), z.string().max(4_000)),
});
export type SubmitPageInput = z.infer<typeof SubmitPageInput>;

/** The texts of a visitor, each with its longest. */
export const VISITOR_TEXTS: Record<Exclude<BuiltInField, "address"> | "name", number> = {
  name: 120,
  email: 254,
  phone: 40,
  invoiceNumber: 60,
  clientRef: 120,
  matterRef: 120,
  message: 1_000,
};

export const ADDRESS_TEXTS: Record<AddressPart, number> = {
  ...{ line1: 120, line2: 120, city: 80, region: 80 },
  ...{ postalCode: 20, country: 2 },
};

export function isEmailText(value: string): boolean {
  return EMAIL.safeParse(value).success;
}

/** What the second step sends. The token names what was filled in; no amount is taken from the browser. */
export const PaySubmissionInput = z.object({
  methodToken: z.string().min(8).max(500),
  receiptEmail: z.union([z.literal(""), EMAIL]).default(""),
  methodKind: z.enum(["card", "echeck"]).default("card"),
  leave: DebitLeave.nullish(),
  /** Where a card may bear a surcharge: the total that the payer was shown and agreed to. */
  agreedTotalCents: z.int().min(1).max(MAX_AMOUNT_CENTS).optional(),
  captcha: CaptchaAnswer,
});
export type PaySubmissionInput = z.infer<typeof PaySubmissionInput>;
