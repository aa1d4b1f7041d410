import type { FirmIdentity } from "@/components/layout/firm-mark";
import { shownLogoOf } from "@/lib/branding/rules";
import { formatDateTime, formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { messagesOf } from "@/lib/i18n/messages";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { expiryOf } from "@/lib/pay-links/rules";
import type { Ctx } from "@/lib/platform/context";

const SAMPLE_CENTS = 125_000;

/** A request for money as a client of the firm would get it, in the firm's language. */
export function previewFactsOf(ctx: Ctx, firm: FirmView) {
  const { locale, timeZone } = firm;
  const { mail, pay, payForm, common } = messagesOf(locale);
  const expiresAt = expiryOf(ctx.clock.now(), firm.linkLifeDays);
  const identity: FirmIdentity & { addressLine: string; phone: string } = {
    ...{ name: firm.name, addressLine: firm.addressLine, phone: firm.phone },
    logo: shownLogoOf(firm),
  };
  return {
    locale: locale satisfies Locale,
    messages: { mail, pay, payForm, common },
    firm: identity,
    recipient: "Elena Marsh",
    amount: formatMoney(SAMPLE_CENTS, firm.currency, locale),
    invoice: "204118",
    due: formatIsoDate(expiresAt.toISOString().slice(0, 10), locale),
    openUntil: formatDateTime(expiresAt, timeZone, locale),
  };
}

export type BrandPreviewFacts = ReturnType<typeof previewFactsOf>;
