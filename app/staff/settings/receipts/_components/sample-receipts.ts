import type { FirmView } from "@/lib/firms/model";
import { LOCALES, type Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";

/** What a receipt says beside the firm's own words, in one language. */
export type SampleReceipt = { title: string; text: string; policy: string; disclaimer: string };

const SAMPLE_CENTS = 125_000;

export function sampleReceiptsOf(firm: FirmView): Readonly<Record<Locale, SampleReceipt>> {
  const of = (locale: Locale): SampleReceipt => {
    const t = textsOf(locale, "receipt");
    return {
      title: t("received"),
      text: t("receivedText", { amount: formatMoney(SAMPLE_CENTS, firm.currency, locale), firm: firm.name }),
      policy: t("refundPolicy", { phone: firm.phone, email: firm.email }),
      disclaimer: firm.disclaimer,
    };
  };
  const [en, fr, es] = LOCALES;
  return { en: of(en), fr: of(fr), es: of(es) };
}
