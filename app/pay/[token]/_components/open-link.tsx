import type { ClientLine } from "@/lib/allocations/model";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { gatewayOf } from "@/lib/gateways/registry";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicLink } from "@/lib/pay-links/model";
import { boundsOfPart, fillMessage } from "@/lib/pay-links/rules";
import { wordDebitAuthorization, writeDebitAuthorization } from "@/lib/payments/write-debit-authorization";
import { systemClock } from "@/lib/platform/clock";
import { formatRate } from "@/lib/surcharges/rules";
import { AMOUNT_MARK, type PartRule } from "./part-rule";
import { payFormTexts } from "./pay-form-texts";
import { type LineTexts, PayView, type StatementTexts } from "./pay-view";

type Props = { token: string; link: PublicLink; firm: FirmView; locale: Locale };

/** A link that can be paid. */
export function OpenLink({ token, link, firm, locale }: Props) {
  const amount = formatMoney(link.amountCents, link.currency, locale);
  const gateway = gatewayOf(link.gateway);
  const fieldsOf = (kind: "card" | "echeck") => {
    const { accountId, currency, amountCents } = link;
    return gateway.hostedFields({ kind, locale, accountId, currency, amountCents });
  };
  const today = dateInZone(systemClock.now(), firm.timeZone);
  return (
    <PayView
      texts={statementTexts({ link, firm, locale }, amount)}
      form={{
        token,
        isTrust: link.accountKind === "trust",
        fields: {
          card: link.acceptsCard ? fieldsOf("card") : null,
          echeck: link.acceptsEcheck ? fieldsOf("echeck") : null,
        },
        receiptEmail: link.receiptEmail,
        challengeUrl: link.state === "action" ? link.challengeUrl : "",
        lang: locale,
        shownOn: today,
        mayCostMore: link.surchargeBasisPoints > 0,
        part: link.mayPayPart ? partRuleOf({ link, firm, locale }, today) : null,
        texts: {
          ...payFormTexts(locale, {
            amount,
            firm: firm.name,
            challengeAmount:
              link.challengeCents === link.amountCents
                ? amount
                : formatMoney(link.challengeCents, link.currency, locale),
            authorize: writeDebitAuthorization({ ...link, firm }, { date: today, locale }),
          }),
          ...(link.surchargeBasisPoints > 0 && { note: surchargeNote(link, locale) }),
        },
      }}
    />
  );
}

/** What a client who may pay a part can choose, and the words of the form with a mark where the amount stands. */
function partRuleOf({ link, firm, locale }: Facts, today: string): PartRule {
  const t = textsOf(locale, "pay");
  const bounds = boundsOfPart(link);
  const least = formatMoney(bounds.leastCents, link.currency, locale);
  const most = formatMoney(bounds.mostCents, link.currency, locale);
  return {
    ...bounds,
    currency: link.currency,
    locale,
    texts: {
      label: t("part.label"),
      hint: t("part.hint", { least }),
      invalid: t("part.invalid", { least, most }),
      pay: t("pay", { amount: AMOUNT_MARK }),
      authorize: wordDebitAuthorization(firm, AMOUNT_MARK, { date: today, locale }),
      challengeText: t("challenge.text", { amount: AMOUNT_MARK, firm: firm.name }),
    },
  };
}

/** In place of "no fee is added". */
function surchargeNote({ surchargeBasisPoints, surchargeText }: PublicLink, locale: Locale): string {
  const t = textsOf(locale, "pay");
  return `${t("surcharge.note", { rate: formatRate(surchargeBasisPoints, locale) })} ${surchargeText}`.trim();
}

type Facts = Omit<Props, "token">;

function statementTexts({ link, firm, locale }: Facts, amount: string): StatementTexts {
  const t = textsOf(locale, "pay");
  const dueDate = link.dueDate ? formatIsoDate(link.dueDate, locale) : "";
  const notes = [link.matterRef && t("matter", { ref: link.matterRef }), dueDate && t("due", { date: dueDate })];
  const message = fillMessage(link.message || firm.defaultMessage, {
    recipient: link.recipientName,
    invoice: link.invoiceNumber,
    amount,
    dueDate,
  });
  return {
    firm: firm.name,
    forText: link.recipientName ? t("asks", { name: link.recipientName }) : t("asksNobody"),
    amount,
    kind: link.accountKind,
    kindTag: textsOf(locale, "common")(`account.${link.accountKind}Long`),
    kindText: t(`kind.${link.accountKind}`),
    details: message ? t("details") : t("detailsOnly"),
    forHead: t("for"),
    amountHead: t("amount"),
    lines:
      link.lines.length > 0
        ? link.lines.map((line) => lineTexts(line, link, locale))
        : [
            {
              title: link.invoiceNumber ? t("invoice", { number: link.invoiceNumber }) : t("payment"),
              note: notes.filter(Boolean).join(" \u00b7 "),
              amount,
            },
          ],
    total: t("total"),
    message,
  };
}

/** One invoice, or a matter that money is held for. */
function lineTexts(line: ClientLine, { currency }: PublicLink, locale: Locale): LineTexts {
  const t = textsOf(locale, "pay");
  const matter = line.matterNumber ? t("matter", { ref: line.matterNumber }) : "";
  const isInvoice = line.kind === "invoice";
  return {
    title: isInvoice ? t("invoice", { number: line.invoiceNumber }) : matter,
    note: line.matterName || (isInvoice ? matter : ""),
    amount: formatMoney(line.amountCents, currency, locale),
  };
}
