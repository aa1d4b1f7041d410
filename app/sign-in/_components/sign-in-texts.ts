import { getTranslations } from "next-intl/server";

/** The words of every step of the sign-in, for a form that works before the catalogue could be loaded. */
export async function signInTexts() {
  const t = await getTranslations("signIn");
  const common = await getTranslations("common");
  return {
    email: t("email"),
    password: t("password"),
    submit: t("submit"),
    submitting: t("submitting"),
    required: common("required"),
    problems: {
      ...{ missing: t("missing"), refused: t("refused"), limited: t("limited") },
      ...{ code: t("second.wrong"), over: t("second.over") },
    },
    second: {
      ...{ title: t("second.title"), lead: t("second.lead"), code: t("second.code"), codeHint: t("second.codeHint") },
      ...{ submit: t("second.submit"), submitting: t("submitting"), setupTitle: t("second.setupTitle") },
      ...{ setupLead: t("second.setupLead"), firstCode: t("second.firstCode"), qr: t("second.qr") },
      ...{ firstCodeHint: t("second.firstCodeHint"), turnOn: t("second.turnOn"), secret: t("second.secret") },
      ...{ codesTitle: t("second.codesTitle"), codesLead: t("second.codesLead"), goOn: t("second.goOn") },
      again: t("second.again"),
    },
  };
}
