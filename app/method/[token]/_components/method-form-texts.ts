import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

export type MethodFormTexts = ReturnType<typeof methodFormTexts>;

/** The words of the form, filled on the server, so that no catalogue is sent to the phone. */
export function methodFormTexts(locale: Locale, firm: { firm: string; phone: string; email: string }) {
  const t = textsOf(locale, "method.page");
  const common = textsOf(locale, "common");
  const consent = textsOf(locale, "method.consent");
  return {
    saveBy: t("saveBy"),
    card: t("card"),
    bank: t("bank"),
    requiredMark: common("requiredMark"),
    holder: t("holderCard"),
    // The very words that the record will hold; the server writes them anew when it saves.
    consent: { card: consent("card", firm), echeck: consent("echeck", firm) },
    save: t("save"),
    saving: t("saving"),
    note: { card: t("note"), echeck: t("bankNote") },
    noScript: t("noScript"),
    consentMissing: t("consentMissing"),
    holderMissing: t("holderMissing"),
    holderNumber: t("holderNumber"),
    challenge: { title: t("challenge.title"), text: t("challenge.text", firm), frame: t("challenge.frame") },
    problems: {
      again: t("problem.again"),
      limited: t("problem.limited"),
      offline: t("problem.offline"),
      fieldsGone: t("problem.fieldsGone"),
      declined: t("problem.declined"),
      expired: t("problem.expired"),
      details: t("problem.details"),
    },
  };
}
