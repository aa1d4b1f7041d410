import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import { Banner } from "@/components/ui/banner";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { listMethods } from "@/lib/methods/queries";
import { getPayerOrNotFound } from "../_components/get-payer-or-not-found";
import { payerAddressOf } from "../_components/payer-address";
import { ChargeForm } from "./_components/charge-form";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ method?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("method.staff.chargeForm");
  return { title: t("crumb") };
}

export default async function ChargeMethodPage({ params, searchParams }: Props) {
  const { ctx } = await requireStaff("payments.take");
  const payer = await getPayerOrNotFound(ctx, (await params).id);
  const { method: wanted } = await searchParams;
  const locale = await getLocale();
  const t = await getTranslations("method.staff");
  const methods = (await listMethods(ctx, { payerId: payer.id })).filter((each) => each.status === "active");
  const method = methods.find((each) => each.id === wanted) ?? methods[0];
  const name = method
    ? methodText(await getTranslations("common"), { methodBrand: method.brand, methodLast4: method.last4 })
    : "";
  const requestKey = ctx.ids.next("req");
  return (
    <>
      <PageHead
        crumbs={[{ href: payerAddressOf(payer.id, "methods"), label: payer.name }, { label: t("chargeForm.crumb") }]}
        crumbsLabel={t("actions")}
        title={method ? t("chargeForm.title", { method: name }) : t("noneTitle")}
        lead={t("chargeForm.lead")}
      />
      {method ? (
        <ChargeForm
          key={method.id}
          requestKey={requestKey}
          locale={locale}
          payer={{ id: payer.id, name: payer.name, email: payer.emails[0] ?? "", clientRef: payer.clientRefs[0] ?? "" }}
          method={{ ...method, name }}
        />
      ) : (
        <Banner title={t("noneText")} />
      )}
    </>
  );
}
