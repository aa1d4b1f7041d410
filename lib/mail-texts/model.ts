import type { MailKind } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";

/** What a firm's own words may name in braces; what it stands for comes from the mail. */
export const MERGE_FIELDS = [
  "recipient",
  "firm",
  "phone",
  "amount",
  "invoice",
  "due date",
  "client",
  "matter",
  "receipt",
  "payment",
  "link",
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];

/** The fields that a mail has, filled; "" where there is none, such as the invoice of a payment without one. */
export type MergeValues = Readonly<Partial<Record<MergeField, string>>>;

/** Empty: the product's own. */
export type OwnWords = { subject: string; opening: string };

export const NO_WORDS: OwnWords = { subject: "", opening: "" };

export const MAX_SUBJECT = 150;
export const MAX_OPENING = 1_000;

/** Whose subject says which of many things happened: words for all of them would hide it. */
export const FIXED_MAILS: readonly MailKind[] = ["refund-request", "staff-notice"];

/** Mails that go to the firm's own people and not to its clients. */
export const STAFF_MAILS: readonly MailKind[] = [
  "link-expired",
  "refund-request",
  "report",
  "user-invite",
  "password-reset",
  "staff-notice",
];

/** One line of the list of mails. */
export type MailTextRow = { kind: MailKind; written: readonly Locale[] };

/** A mail as it would be read. `html` is its HTML part without its sheet of dark colours. */
export type MailPreview = { subject: string; html: string; text: string };
