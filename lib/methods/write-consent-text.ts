import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

/** The words that a payer agrees to when a card or a bank account is kept (C1, C3, A2). The page shows them; the record holds them. */
export function writeConsentText(
  kind: "card" | "echeck",
  locale: Locale,
  firm: { firm: string; phone: string; email: string },
): string {
  return textsOf(locale, "method.consent")(kind, firm);
}
