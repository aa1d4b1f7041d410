import { createTranslator } from "next-intl";
import type { MailFirm } from "@/lib/email/model";
import { messagesOf } from "@/lib/i18n/messages";
import type { Locale } from "@/lib/i18n/model";
import { isReturnCode } from "@/lib/returns/model";

/** The texts of mail in one language. A text that is missing or wrong fails the mail instead of showing its key to a client. */
export function mailTexts(locale: Locale) {
  return createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace: "mail",
    onError: (error) => {
      throw error;
    },
  });
}

export type MailTexts = ReturnType<typeof mailTexts>;

/** What the method of a payment is called; never more than its last four digits. */
export type MailMethod = { kind: string; brand: string; last4: string };

const BRANDS: Record<string, string> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
};

export function methodText(t: MailTexts, method: MailMethod): string {
  if (method.last4 === "") return t("method.other");
  if (method.kind === "echeck") return t("method.bank", { last4: method.last4 });
  return t("method.card", { brand: BRANDS[method.brand] ?? method.brand, last4: method.last4 });
}

/** Why a bank sent a debit back, in words: the same that staff read. */
export function returnReasonText(locale: Locale, code: string): string {
  const t = createTranslator({ locale, messages: messagesOf(locale), namespace: "payments.returnCode" });
  return t(isReturnCode(code) ? code : "other");
}

/** Facts without a value are left out. */
export function knownFacts(facts: { name: string; value: string | null }[]): { name: string; value: string }[] {
  return facts.flatMap(({ name, value }) => (value ? [{ name, value }] : []));
}

/** Previews and tests of templates show this firm. */
export const PREVIEW_FIRM: MailFirm = {
  name: "Hartwell & Lowe LLP",
  monogram: "HL",
  addressLine: "118 Chambers Street, Suite 900, New York, NY 10007",
  phone: "(212) 555-0142",
  timeZone: "America/New_York",
  accent: null,
  logo: null,
};
