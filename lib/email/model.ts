/** The messages this product writes. Each has a template in `emails/` and a composer in `lib/email/compose/`. */
export const MAIL_KINDS = ["pay-link", "receipt", "refund-receipt", "link-expired", "checking"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export function isMailKind(value: string): value is MailKind {
  return (MAIL_KINDS as readonly string[]).includes(value);
}

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
