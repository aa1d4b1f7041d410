import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getPayerOrNotFound } from "../../../_components/get-payer-or-not-found";
import { AutoPayForm } from "../../_components/auto-pay-form";
import { AutoPaySteps } from "../../_components/auto-pay-steps";
import { crumbsOf } from "../../_components/crumbs-of";
import { autoPayFormFacts, termsOf } from "../../_components/form-facts";
import { getAutoPayOrNotFound } from "../../_components/get-auto-pay-or-not-found";
import { NoMethod } from "../../_components/no-method";

type Props = { params: Promise<{ id: string; autoPayId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("autoPays"))("one") };
}

export default async function EditAutoPayPage({ params }: Props) {
  const staff = await requireStaff("connect.pay");
  const { id, autoPayId } = await params;
  const payer = await getPayerOrNotFound(staff.ctx, id);
  const autoPay = await getAutoPayOrNotFound(staff.ctx, payer.id, autoPayId);
  const facts = await autoPayFormFacts(staff, payer.id, autoPay);
  const t = await getTranslations("autoPays");
  return (
    <>
      <PageHead
        crumbs={await crumbsOf(payer, autoPay.name)}
        crumbsLabel={t("crumbs")}
        title={t("form.editTitle", { name: autoPay.name })}
        lead={t("form.editLead", { name: payer.name })}
      />
      <AutoPaySteps now="terms" payerId={payer.id} autoPayId={autoPay.id} />
      {facts.methods.length === 0 ? (
        <NoMethod payerId={payer.id} />
      ) : (
        <AutoPayForm key={autoPay.revision} start={termsOf(autoPay)} facts={facts} />
      )}
    </>
  );
}
