import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccessPage } from "@/components/access/access-page";
import { DeadLink } from "@/components/access/dead-link";
import { isSetupOpen } from "@/lib/firms/create-first-firm";
import { CURRENCY_CODES } from "@/lib/money/currency";
import { SetupForm } from "./_components/setup-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.setup");
  return { title: `${t("title")} · Docketpay` };
}

/** The first firm of an installation. Open to whoever comes first, and to nobody afterwards. */
export default async function SetupPage() {
  const t = await getTranslations("access.setup");
  const field = await getTranslations("access.field");
  const common = await getTranslations("common");
  if (!(await isSetupOpen()))
    return (
      <DeadLink title={t("doneTitle")} text={t("doneText")} action={{ href: "/sign-in", label: t("doneAction") }} />
    );
  return (
    <AccessPage title={t("title")} lead={t("lead")}>
      <SetupForm
        timeZones={Intl.supportedValuesOf("timeZone")}
        currencies={CURRENCY_CODES}
        texts={{
          ...{ firmName: t("firmName"), firmNameHint: t("firmNameHint"), timeZone: t("timeZone") },
          ...{ currency: t("currency"), name: field("name"), email: field("email") },
          ...{ password: field("password"), passwordHint: field("passwordHint"), required: common("required") },
          ...{ submit: t("submit"), submitting: field("saving") },
        }}
      />
    </AccessPage>
  );
}
