import type { Locale } from "@/lib/i18n/model";
import en from "@/messages/en/pay-form.json";
import es from "@/messages/es/pay-form.json";
import fr from "@/messages/fr/pay-form.json";
import { AMOUNT_MARK } from "./part-rule";

type Words = typeof en;

const WORDS: Record<Locale, Words> = { en, fr, es };

/** What the words of the form name. The amounts are texts. */
export type PayFormNames = {
  firm: string;
  amount: string;
  /** What the bank asks the payer to confirm. */
  challengeAmount: string;
  /** The whole sentence by which a bank account may be debited; "" where none is taken. */
  authorize: string;
  /** In place of the sentence that no fee is added; "" for that. */
  cardNote: string;
};

export type PayFormTexts = ReturnType<typeof payFormTexts>;

/** What is said around the page, beside what the firm is called and where it is. */
export function frameWords(locale: Locale): Words["frame"] {
  return WORDS[locale].frame;
}

/** What is said of the payment itself, beside the form. */
export function statementWords(locale: Locale): Words["statement"] {
  return WORDS[locale].statement;
}

/**
 * The words of the form. They stand in the scripts, in all languages: sent by the server, each visit would write them twice (as HTML and
 * as instructions). Those of a decline come with it.
 */
export function payFormTexts(locale: Locale, { firm, amount, challengeAmount, authorize, cardNote }: PayFormNames) {
  const words = WORDS[locale];
  return {
    ...words,
    authorize,
    note: cardNote || words.note,
    pay: words.pay.replace(AMOUNT_MARK, () => amount),
    challengeText: words.challengeText.replace(AMOUNT_MARK, () => challengeAmount).replace("{firm}", () => firm),
  };
}
