import { dateInZone } from "@/lib/dates/date-in-zone";
import type { FirmView } from "@/lib/firms/model";
import { gatewayOf } from "@/lib/gateways/registry";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicLink } from "@/lib/pay-links/model";
import { boundsOfPart } from "@/lib/pay-links/rules";
import { wordDebitAuthorization, writeDebitAuthorization } from "@/lib/payments/write-debit-authorization";
import { systemClock } from "@/lib/platform/clock";
import { formatRate } from "@/lib/surcharges/rules";
import { captchaViewOf, type PaidBy } from "./captcha/captcha-view";
import { AMOUNT_MARK, type PartRule } from "./part-rule";
import type { PayViewProps, StatementTexts } from "./pay-view";

/** What can be paid: a sent link, or what was filled in on a page of the firm. */
export type Payable = Pick<
  PublicLink,
  | "amountCents"
  | "currency"
  | "accountId"
  | "accountKind"
  | "gateway"
  | "acceptsCard"
  | "acceptsEcheck"
  | "surchargeBasisPoints"
  | "surchargeText"
  | "mayPayPart"
  | "captcha"
  | "receiptEmail"
  | "challengeUrl"
  | "challengeCents"
> & {
  /** The bank waits for the payer's answer. */
  isChallenged: boolean;
};

type Props = {
  token: string;
  payable: Payable;
  firm: FirmView;
  locale: Locale;
  statement: StatementTexts;
  /** The page is itself framed by a firm's own site. */
  isEmbedded?: boolean;
  paidBy: PaidBy;
};

/** What the statement and the form of what can be paid now are told. */
export function payViewOf(props: Props): PayViewProps {
  const { token, payable, firm, locale, statement, isEmbedded = false, paidBy } = props;
  const captcha = captchaViewOf(payable.captcha, paidBy, locale);
  const amount = formatMoney(payable.amountCents, payable.currency, locale);
  const gateway = gatewayOf(payable.gateway);
  const fieldsOf = (kind: "card" | "echeck") => {
    const { accountId, currency, amountCents } = payable;
    return gateway.hostedFields({ kind, locale, accountId, currency, amountCents, isEmbedded });
  };
  const today = dateInZone(systemClock.now(), firm.timeZone);
  const mayCostMore = payable.surchargeBasisPoints > 0;
  const challengeAmount =
    payable.challengeCents === payable.amountCents
      ? amount
      : formatMoney(payable.challengeCents, payable.currency, locale);
  return {
    texts: statement,
    form: {
      ...{ token, mayCostMore },
      isTrust: payable.accountKind === "trust",
      fields: {
        card: payable.acceptsCard ? fieldsOf("card") : null,
        echeck: payable.acceptsEcheck ? fieldsOf("echeck") : null,
      },
      receiptEmail: payable.receiptEmail,
      challengeUrl: payable.isChallenged ? payable.challengeUrl : "",
      lang: locale,
      shownOn: today,
      part: payable.mayPayPart ? partRuleOf({ payable, firm, locale }, today) : null,
      ...(captcha && { captcha }),
      names: {
        ...{ firm: firm.name, amount, challengeAmount },
        authorize: payable.acceptsEcheck ? writeDebitAuthorization({ ...payable, firm }, { date: today, locale }) : "",
        cardNote: mayCostMore ? surchargeNote(payable, locale) : "",
      },
    },
  };
}

/** What a client who may pay a part can choose, and the words of the form with a mark where the amount stands. */
function partRuleOf({ payable, firm, locale }: Pick<Props, "payable" | "firm" | "locale">, today: string): PartRule {
  const t = textsOf(locale, "pay");
  const form = textsOf(locale, "payForm");
  const bounds = boundsOfPart(payable);
  const least = formatMoney(bounds.leastCents, payable.currency, locale);
  const most = formatMoney(bounds.mostCents, payable.currency, locale);
  return {
    ...bounds,
    currency: payable.currency,
    locale,
    texts: {
      label: t("part.label"),
      hint: t("part.hint", { least }),
      invalid: t("part.invalid", { least, most }),
      pay: form("pay", { amount: AMOUNT_MARK }),
      authorize: wordDebitAuthorization(firm, AMOUNT_MARK, { date: today, locale }),
      challengeText: form("challengeText", { amount: AMOUNT_MARK, firm: firm.name }),
    },
  };
}

/** In place of "no fee is added". */
function surchargeNote({ surchargeBasisPoints, surchargeText }: Payable, locale: Locale): string {
  const t = textsOf(locale, "pay");
  return `${t("surcharge.note", { rate: formatRate(surchargeBasisPoints, locale) })} ${surchargeText}`.trim();
}
