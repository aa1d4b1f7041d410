import type { CaptchaKind } from "@/lib/captcha/model";
import type { Locale } from "@/lib/i18n/model";

/** What pages, mails and receipts show of a firm. */
export type FirmView = {
  firmId: string;
  slug: string;
  name: string;
  monogram: string;
  timeZone: string;
  currency: string;
  locale: Locale;
  addressLine: string;
  phone: string;
  email: string;
  brand: Record<string, string>;
  linkLifeDays: number;
  defaultMessage: string;
  disclaimer: string;
  /** The firm's own words on receipts, read by lib/receipt-texts/rules.ts. */
  receiptTexts: unknown;
  /** Which kinds of method sent links take, of those that their account takes. */
  linkMethods: "all" | "card" | "echeck";
  /** Who opens a sent link may pay less than it asks for. */
  allowsPartPayment: boolean;
  /** What whoever opens a sent link must pass before they are charged. */
  linkCaptcha: CaptchaKind;
  /** Payers of eChecks hear once more when the money has cleared. */
  mailsSettled: boolean;
  isMoneyFrozen: boolean;
};
