import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { LinkSurcharge } from "@/lib/pay-links/find-link-surcharge";
import { formatRate } from "@/lib/surcharges/rules";

/** What stands between typing a card and paying: words only, written on the server, with the total that the client agrees to. */
export type SurchargeQuote = {
  agreedTotalCents: number;
  /** Null when the method bears none: then nothing is asked. */
  shown: Record<"method" | "line" | "total" | "without" | "pay" | "change" | "challengeText", string> | null;
};

export function quoteTexts(found: LinkSurcharge, locale: Locale): SurchargeQuote {
  const { amountCents, currency, surcharge } = found;
  if (!surcharge) return { agreedTotalCents: amountCents, shown: null };
  const t = textsOf(locale, "pay");
  const form = textsOf(locale, "payForm");
  const common = textsOf(locale, "common");
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const total = money(surcharge.totalCents);
  return {
    agreedTotalCents: surcharge.totalCents,
    shown: {
      method: common("methodEnding", { brand: common(`method.${surcharge.brand}`), last4: surcharge.last4 }),
      line: t("surcharge.line", {
        rate: formatRate(surcharge.basisPoints, locale),
        surcharge: money(surcharge.surchargeCents),
      }),
      total: t("surcharge.total", { total }),
      without: t("surcharge.without"),
      pay: form("pay", { amount: total }),
      change: t("surcharge.change"),
      challengeText: form("challengeText", { amount: total, firm: found.firmName }),
    },
  };
}
