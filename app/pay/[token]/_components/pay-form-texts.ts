import { getTranslations } from "next-intl/server";
import { DECLINE_CODES } from "@/lib/gateways/port";

export type PayFormTexts = Awaited<ReturnType<typeof payFormTexts>>;

/** The words of the form, filled on the server, so that no catalogue is sent to the phone. */
export async function payFormTexts(values: { amount: string; firm: string; phone: string; date: string }) {
  const t = await getTranslations("pay");
  const common = await getTranslations("common");
  return {
    payBy: t("payBy"),
    card: t("card"),
    bank: t("bank"),
    requiredMark: common("requiredMark"),
    optional: common("optional"),
    receiptEmail: t("receiptEmail"),
    receiptHint: t("receiptHint"),
    pay: t("pay", values),
    paying: t("paying"),
    note: t("note"),
    bankNote: t("bankNote"),
    trustNote: t("trustNote"),
    noScript: t("noScript"),
    authorize: t("authorize", values),
    authorizeMissing: t("authorizeMissing"),
    challengeTitle: t("challenge.title"),
    challengeText: t("challenge.text", values),
    challengeFrame: t("challenge.frame"),
    problems: {
      again: t("problem.again"),
      limited: t("problem.limited"),
      frozen: t("problem.frozen"),
      offline: t("problem.offline"),
      fieldsGone: t("problem.fieldsGone"),
      email: t("problem.email"),
    },
    declines: Object.fromEntries(DECLINE_CODES.map((code) => [code, t(`decline.${code}`)])) as Record<string, string>,
  };
}
