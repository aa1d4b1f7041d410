import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { countryOptions } from "@/lib/i18n/country-options";
import { startOfPayer } from "../../_components/form-start";
import { PayerForm } from "../../_components/payer-form";
import { getPayerOrNotFound } from "../_components/get-payer-or-not-found";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payers");
  return { title: t("edit") };
}

export default async function EditPayerPage({ params }: Props) {
  const { ctx } = await requireStaff("payers.manage");
  const payer = await getPayerOrNotFound(ctx, (await params).id);
  const t = await getTranslations("payers");
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/payers", label: t("title") },
          { href: `/staff/payers/${payer.id}`, label: payer.name },
          { label: t("edit") },
        ]}
        crumbsLabel={t("crumbs")}
        title={t("form.editTitle", { name: payer.name })}
        lead={t("form.editLead")}
      />
      <PayerForm
        key={payer.revision}
        start={startOfPayer(payer)}
        requestId={ctx.ids.next("req")}
        countries={countryOptions(await getLocale())}
        customFields={await listCustomFields(ctx, "payer")}
      />
    </>
  );
}
