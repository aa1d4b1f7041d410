import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AccessPage } from "@/components/access/access-page";
import { ForgotForm } from "./_components/forgot-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.forgot");
  return { title: `${t("title")} · Docketpay` };
}

export default async function ForgotPage() {
  const t = await getTranslations("access.forgot");
  const field = await getTranslations("access.field");
  const common = await getTranslations("common");
  return (
    <AccessPage title={t("title")} lead={t("lead")}>
      <ForgotForm
        texts={{
          ...{ email: field("email"), required: common("required") },
          ...{ submit: t("submit"), submitting: t("submitting") },
          ...{ sentTitle: t("sentTitle"), sentText: t("sentText") },
        }}
      />
      <p className="mt-4">
        <Link href="/sign-in">{t("back")}</Link>
      </p>
    </AccessPage>
  );
}
