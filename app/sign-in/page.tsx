import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Monogram } from "@/components/layout/monogram";
import { PayNote } from "@/components/layout/pay-sheet";
import { Banner } from "@/components/ui/banner";
import { findStaff } from "@/lib/auth/session";
import { SignInForm } from "./_components/sign-in-form";
import { signInTexts } from "./_components/sign-in-texts";

type Props = { searchParams: Promise<{ next?: string; set?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: `${t("title")} · Docketpay` };
}

export default async function SignInPage({ searchParams }: Props) {
  const { next = "", set } = await searchParams;
  if (await findStaff()) redirect("/staff");
  const t = await getTranslations("signIn");
  const texts = await signInTexts();
  return (
    <div className="public">
      <main className="sign-in">
        <div className="sign-in-head">
          <Monogram name="Docket Pay" />
          <h1>{t("title")}</h1>
          <p>{next ? t("expired") : t("intro")}</p>
        </div>
        {set && <Banner tone="ok" title={t("set")} className="mb-4" />}
        <SignInForm next={next} texts={texts} />
        <p className="mt-4">
          <Link href="/sign-in/forgot" prefetch={false}>
            {t("forgot")}
          </Link>
        </p>
        <PayNote>{t("client")}</PayNote>
      </main>
    </div>
  );
}
