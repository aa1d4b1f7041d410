import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

export type PayFormTexts = ReturnType<typeof payFormTexts>;

/** The words of the form, filled on the server, so that no catalogue is sent to the phone. Those of a decline come with it. */
export function payFormTexts(
  locale: Locale,
  values: { amount: string; authorize: string; challengeAmount: string; firm: string },
) {
  const t = textsOf(locale, "pay");
  return {
    ...fixedTexts(locale),
    pay: t("pay", values),
    authorize: values.authorize,
    challengeText: t("challenge.text", { amount: values.challengeAmount, firm: values.firm }),
  };
}

const kept = new Map<Locale, ReturnType<typeof readFixedTexts>>();

function fixedTexts(locale: Locale) {
  const known = kept.get(locale) ?? readFixedTexts(locale);
  kept.set(locale, known);
  return known;
}

function readFixedTexts(locale: Locale) {
  const t = textsOf(locale, "pay");
  const common = textsOf(locale, "common");
  return {
    payBy: t("payBy"),
    card: t("card"),
    bank: t("bank"),
    requiredMark: common("requiredMark"),
    optional: common("optional"),
    receiptEmail: t("receiptEmail"),
    receiptHint: t("receiptHint"),
    paying: t("paying"),
    note: t("note"),
    bankNote: t("bankNote"),
    trustNote: t("trustNote"),
    noScript: t("noScript"),
    authorizeMissing: t("authorizeMissing"),
    challengeTitle: t("challenge.title"),
    challengeFrame: t("challenge.frame"),
    problems: {
      limited: t("problem.limited"),
      frozen: t("problem.frozen"),
      offline: t("problem.offline"),
      fieldsGone: t("problem.fieldsGone"),
      email: t("problem.email"),
    },
  };
}
