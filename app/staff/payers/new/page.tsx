import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { countryOptions } from "@/lib/i18n/country-options";
import { emptyPayer } from "../_components/form-start";
import { PayerForm } from "../_components/payer-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payers.form");
  return { title: t("newTitle") };
}

export default async function NewPayerPage() {
  const { ctx, firm } = await requireStaff("payers.manage");
  const t = await getTranslations("payers");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/payers", label: t("title") }, { label: t("form.newTitle") }]}
        crumbsLabel={t("crumbs")}
        title={t("form.newTitle")}
        lead={t("form.newLead")}
      />
      <PayerForm
        start={emptyPayer(firm.locale)}
        requestId={ctx.ids.next("req")}
        countries={countryOptions(await getLocale())}
        customFields={await listCustomFields(ctx, "payer")}
      />
    </>
  );
}
