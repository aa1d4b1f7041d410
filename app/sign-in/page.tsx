import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Monogram } from "@/components/layout/monogram";
import { PayNote } from "@/components/layout/pay-sheet";
import { findStaff } from "@/lib/auth/session";
import { SignInForm } from "./_components/sign-in-form";

type Props = { searchParams: Promise<{ next?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: `${t("title")} · Docketpay` };
}

export default async function SignInPage({ searchParams }: Props) {
  const { next = "" } = await searchParams;
  if (await findStaff()) redirect("/staff");
  const t = await getTranslations("signIn");
  const common = await getTranslations("common");
  const texts = {
    email: t("email"),
    password: t("password"),
    submit: t("submit"),
    submitting: t("submitting"),
    required: common("required"),
    problems: { missing: t("missing"), refused: t("refused"), limited: t("limited") },
  };
  return (
    <div className="public">
      <main className="sign-in">
        <div className="sign-in-head">
          <Monogram name="Docket Pay" />
          <h1>{t("title")}</h1>
          <p>{next ? t("expired") : t("intro")}</p>
        </div>
        <SignInForm next={next} texts={texts} />
        <PayNote>{t("client")}</PayNote>
      </main>
    </div>
  );
}
