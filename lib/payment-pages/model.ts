import type { ClientLine } from "@/lib/allocations/model";
import type { CaptchaKind } from "@/lib/captcha/model";
import type { ConnectRule } from "@/lib/connect-pages/model";
import type { Locale } from "@/lib/i18n/model";
import type { AccountKind, PaymentStatus } from "@/lib/payments/model";

/** Pure words of the pages on which anybody may pay. Amounts are integer minor units. */

/** What a page may ask beside the payer's name, which it always asks. */
export const BUILT_IN_FIELDS = [
  "email",
  "phone",
  "address",
  "invoiceNumber",
  "clientRef",
  "matterRef",
  "message",
] as const;
export type BuiltInField = (typeof BUILT_IN_FIELDS)[number];

/** Where somebody lives or has their office: one question of several fields. */
export const ADDRESS_PARTS = ["line1", "line2", "city", "region", "postalCode", "country"] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];
/** Country as ISO 3166-1, two letters; what was not given is empty. */
export type BillingAddress = Record<AddressPart, string>;

export const AMOUNT_RULES = ["fixed", "chosen", "list", "items"] as const;

/** The same with that of the pages which have a screen of their own in Connect. */
export const PAGE_RULES = [...AMOUNT_RULES, "connect"] as const;

/** Where staff make a page: among the payment pages, or in Connect. */
export type PageFamily = "plain" | "connect";

export const PAGE_METHODS = ["all", "card", "echeck"] as const;
export type PageMethods = (typeof PAGE_METHODS)[number];

export type Choice = { label: string; amountCents: number };

export type AmountRule =
  | { kind: "fixed"; amountCents: number }
  | { kind: "chosen"; leastCents: number | null; mostCents: number | null }
  | { kind: "list"; choices: readonly Choice[] }
  | { kind: "items"; items: readonly PageItem[] }
  | ConnectRule;

/** What a picture may be: 300 KB, from a thumbnail to what a phone shows sharply. */
export const MAX_PICTURE_BYTES = 300 * 1_024;
export const PICTURE_PIXELS = { least: 80, most: 2_000 } as const;

/** `alt`: what is to be seen, in words; "" where it shows nothing that the name does not say. Sizes in pixels. */
export type ItemPicture = { id: string; url: string; width: number; height: number; alt: string };

/** Something that a page sells. The price is of one, before tax; the rate is in thousandths of a percent. */
export type PageItem = {
  id: string;
  name: string;
  note: string;
  picture: ItemPicture | null;
  priceCents: number;
  taxThousandths: number;
  /** Of one order. */
  mostQuantity: number;
  /** How many there are to sell in all; null: any number. */
  stock: number | null;
  /** How many of those are not sold; null: any number. */
  left: number | null;
};

/** One item of an order, as it was sold. */
export type OrderLine = {
  itemId: string;
  name: string;
  quantity: number;
  /** Of one, before tax. */
  priceCents: number;
  taxThousandths: number;
  /** On the whole line. */
  taxCents: number;
};

/** One question of a page, in its order. `key` names a built-in field, or one of the firm's own by its id. */
export type AskedField =
  | { kind: "built_in"; key: BuiltInField; isRequired: boolean }
  | { kind: "custom"; key: string; label: string; options: readonly string[]; isRequired: boolean };

/** As it is set on the screen of the page; a field that is not among them is not asked for. */
export type FieldSetting = { key: string; isRequired: boolean };

/** A page with all that is set of it, for staff. */
export type PaymentPageDetail = {
  id: string;
  slug: string;
  name: string;
  status: "draft" | "published";
  accountId: string;
  accountName: string;
  accountKind: AccountKind;
  currency: string;
  /** The one language of the page; "": the visitor's own. */
  locale: Locale | "";
  heading: string;
  body: string;
  disclaimer: string;
  contact: string;
  confirmationText: string;
  amount: AmountRule;
  methods: PageMethods;
  fields: readonly FieldSetting[];
  makesPosting: boolean;
  /** Told of each payment, beside the users who asked to be. */
  notifyEmails: readonly string[];
  captcha: CaptchaKind;
  /** Of a Connect page: the page to which it leads where nothing is found. */
  fallbackPageId: string | null;
  /** Origins that may frame it. */
  hostSites: readonly string[];
};

/** One line of the list of pages. */
export type PaymentPageRow = Pick<
  PaymentPageDetail,
  "id" | "slug" | "name" | "status" | "accountName" | "accountKind" | "currency"
> & {
  /** Of the last 30 days. */
  views: number;
  payments: number;
  volumeCents: number;
};

/** What a visitor gets to see, and what decides what is asked of them. */
export type PublicPage = {
  id: string;
  slug: string;
  locale: Locale | "";
  heading: string;
  body: string;
  disclaimer: string;
  contact: string;
  confirmationText: string;
  amount: AmountRule;
  fields: readonly AskedField[];
  accountKind: AccountKind;
  currency: string;
  /** What must be passed on the step that pays. */
  captcha: CaptchaKind;
  hostSites: readonly string[];
  /** Last part of the address of the page to which a Connect page leads where nothing is found; null for none that is open. */
  fallbackSlug: string | null;
};

/** What somebody filled in, read and found good. */
export type PageEntries = {
  amountCents: number;
  /** The part of it that is tax. */
  taxCents: number;
  /** What was chosen of a list, or bought, in words; "" else. */
  title: string;
  /** What was bought; none where nothing is sold. */
  lines: readonly OrderLine[];
  payerName: string;
  email: string;
  phone: string;
  billingAddress: BillingAddress | null;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  message: string;
  customFields: Record<string, string>;
};

/** The second step of a page: what was filled in, and how it stands. `sold_out`: others bought what it asks for, or paid its invoices. */
export type PublicSubmission = {
  id: string;
  /** `checking`: a payment's outcome is not known; `replaced`: it was filled in again with other values. */
  state:
    | "payable"
    | "processing"
    | "action"
    | "checking"
    | "paid"
    | "clearing"
    | "returned"
    | "voided"
    | "refunded"
    | "partly_refunded"
    | "expired"
    | "sold_out"
    | "replaced";
  lastAttempt: PaymentStatus | null;
  amountCents: number;
  taxCents: number;
  lines: readonly OrderLine[];
  /** What a Connect page's payment goes to. */
  invoices: readonly ClientLine[];
  amountPaidCents: number;
  currency: string;
  accountKind: AccountKind;
  accountId: string;
  gateway: string;
  acceptsCard: boolean;
  acceptsEcheck: boolean;
  surchargeBasisPoints: number;
  surchargeText: string;
  /** What must be passed before it is charged. */
  captcha: CaptchaKind;
  title: string;
  payerName: string;
  receiptEmail: string;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  expiresAt: Date;
  closedAt: Date | null;
  outcomeEmail: string;
  challengeUrl: string;
  challengeCents: number;
  receiptToken: string | null;
};
