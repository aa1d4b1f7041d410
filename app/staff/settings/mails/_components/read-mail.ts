import { isMailKind, type MailKind } from "@/lib/email/model";
import { FIXED_MAILS } from "@/lib/mail-texts/model";

/** The mail that an address names; null for none, and for one whose words are fixed. */
export function readMail(value: string | string[] | undefined): MailKind | null {
  return typeof value === "string" && isMailKind(value) && !FIXED_MAILS.includes(value) ? value : null;
}
