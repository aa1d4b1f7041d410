import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type LinkExpiredFacts = {
  locale: Locale;
  firm: MailFirm;
  linkNumber: string;
  recipient: string;
  amountCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  invoiceNumber: string;
  expiredAt: Date;
  /** Sent Pages, where staff can send a new link. */
  url: string;
  isTest: boolean;
};

/** Tells the firm that a link ended without a payment. The client gets nothing. */
function LinkExpiredMail(facts: LinkExpiredFacts) {
  return <LetterSheet letter={writeLinkExpired(facts)} />;
}

function writeLinkExpired(facts: LinkExpiredFacts): Letter {
  const { locale, firm } = facts;
  const t = mailTexts(locale);
  const isTrust = facts.accountKind === "trust";
  return {
    locale,
    firm,
    subject: t("expired.subject", { number: facts.linkNumber }),
    paragraphs: [t("expired.text", { number: facts.linkNumber })],
    amount: {
      text: formatMoney(facts.amountCents, facts.currency, locale),
      account: t(isTrust ? "expired.trust" : "expired.operating"),
      isTrust,
    },
    button: { label: t("expired.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("fact.link"), value: facts.linkNumber },
      { name: t("fact.recipient"), value: facts.recipient },
      { name: t("fact.invoice"), value: facts.invoiceNumber },
      { name: t("fact.expired"), value: formatDateTime(facts.expiredAt, firm.timeZone, locale) },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("staffClosing"),
  };
}

LinkExpiredMail.write = writeLinkExpired;
LinkExpiredMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  linkNumber: "L-2026-000123",
  recipient: "Elena Marsh, elena.marsh@bluewater.example",
  amountCents: 125_000,
  currency: "USD",
  accountKind: "operating",
  invoiceNumber: "204118",
  expiredAt: new Date("2026-11-13T20:10:00Z"),
  url: "https://pay.example.com/staff/send/sent?status=expired",
  isTest: true,
} satisfies LinkExpiredFacts as LinkExpiredFacts;

export default LinkExpiredMail satisfies MailTemplate<LinkExpiredFacts>;
