import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { isConnectOn } from "@/lib/connect-settings/is-connect-on";
import { getPayerOrNotFound } from "../../_components/get-payer-or-not-found";
import { AutoPayForm } from "../_components/auto-pay-form";
import { AutoPaySteps } from "../_components/auto-pay-steps";
import { crumbsOf } from "../_components/crumbs-of";
import { autoPayFormFacts, newTerms } from "../_components/form-facts";
import { NoMethod } from "../_components/no-method";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("autoPays.form"))("newTitle") };
}

export default async function NewAutoPayPage({ params }: { params: Promise<{ id: string }> }) {
  const staff = await requireStaff("connect.pay");
  if (!(await isConnectOn(staff.ctx))) notFound();
  const payer = await getPayerOrNotFound(staff.ctx, (await params).id);
  const facts = await autoPayFormFacts(staff, payer.id, null);
  const t = await getTranslations("autoPays");
  return (
    <>
      <PageHead
        crumbs={await crumbsOf(payer, t("form.newTitle"))}
        crumbsLabel={t("crumbs")}
        title={t("form.newTitle")}
        lead={t("form.lead", { name: payer.name })}
      />
      <AutoPaySteps now="terms" payerId={payer.id} />
      {facts.methods.length === 0 ? (
        <NoMethod payerId={payer.id} />
      ) : (
        <AutoPayForm start={await newTerms(staff, facts)} facts={facts} />
      )}
    </>
  );
}
