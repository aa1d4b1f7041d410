import type { Locale } from "@/lib/i18n/model";

/** The messages this product writes. Each has a template in `emails/` and a composer in `lib/email/compose/`. */
export const MAIL_KINDS = [
  "pay-link",
  "link-reminder",
  "invoice",
  "invoice-reminder",
  "receipt",
  "settled-notice",
  "return-notice",
  "void-notice",
  "refund-receipt",
  "link-expired",
  "checking",
  "method-request",
  "method-saved",
  "expiring-card",
  "schedule-agreed",
  "schedule-reminder",
  "schedule-failed",
  "auto-pay-failed",
  "auto-pay-notice",
  "refund-request",
  "report",
  "user-invite",
  "password-reset",
  "staff-notice",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export function isMailKind(value: string): value is MailKind {
  return (MAIL_KINDS as readonly string[]).includes(value);
}

/** After so many tries a mail is given up and shown as failed. Its job may run more often, when two processes meet. */
export const MAX_MAIL_TRIES = 12;

/** What a mail shows of the firm that sends it. */
export type MailFirm = {
  name: string;
  monogram: string;
  addressLine: string;
  phone: string;
  timeZone: string;
  /** Colours of the button as the firm has set them, else null. */
  accent: { ground: string; label: string } | null;
  /** The firm's logo by its absolute address, in the size in which it is shown. */
  logo: { url: string; width: number; height: number; hasName: boolean } | null;
};

/**
 * The content of one mail, in the order in which it is read. Both parts, HTML and text, are made from it, so that neither can lack
 * what the other says.
 */
export type Letter = {
  locale: Locale;
  subject: string;
  firm: MailFirm;
  paragraphs: string[];
  /** The sum, formatted, null in a mail about none; and in words which of the firm's two kinds of account it concerns. */
  amount: { text: string; account: string; isTrust: boolean } | null;
  button: { label: string; url: string } | null;
  /** Between the button and the address written out. */
  orAddress: string;
  facts: { name: string; value: string }[];
  /** Small print above the foot. */
  notes: string[];
  /** Last line: whom to ask. */
  closing: string;
  /** Below it, in mails that their reader may do without: where to say so. */
  leave?: { label: string; url: string };
};

/** A finished message. */
export type ComposedMail = { subject: string; html: string; text: string };

/** One mail as the local mailbox shows it. */
export type MailView = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  at: string;
};
