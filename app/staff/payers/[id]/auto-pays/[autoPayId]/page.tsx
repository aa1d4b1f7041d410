import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoticeRegion } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { offeredActs } from "@/lib/auto-pays/rules";
import { getPayerOrNotFound } from "../../_components/get-payer-or-not-found";
import type { Address } from "../../_components/payer-address";
import { AutoPayActs } from "../_components/auto-pay-acts";
import { AutoPayLead } from "../_components/auto-pay-lead";
import { AutoPaySheets } from "../_components/auto-pay-sheets";
import { crumbsOf } from "../_components/crumbs-of";
import { getAutoPayOrNotFound } from "../_components/get-auto-pay-or-not-found";

type Props = { params: Promise<{ id: string; autoPayId: string }>; searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("autoPays"))("one") };
}

export default async function AutoPayPage({ params, searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const { id, autoPayId } = await params;
  const payer = await getPayerOrNotFound(staff.ctx, id);
  const autoPay = await getAutoPayOrNotFound(staff.ctx, payer.id, autoPayId);
  const mayChange = staff.can("connect.pay") && autoPay.status !== "cancelled";
  const isReview = mayChange && (autoPay.status === "draft" || (await searchParams).review === "1");
  const t = await getTranslations("autoPays");
  return (
    <NoticeRegion>
      <PageHead
        crumbs={await crumbsOf(payer, autoPay.name)}
        crumbsLabel={t("crumbs")}
        title={autoPay.name}
        lead={<AutoPayLead autoPay={autoPay} />}
        actions={
          mayChange &&
          !isReview && <AutoPayActs autoPayId={autoPay.id} name={autoPay.name} offered={offeredActs(autoPay)} />
        }
      />
      <AutoPaySheets autoPay={autoPay} staff={staff} mayChange={mayChange} isReview={isReview} />
    </NoticeRegion>
  );
}
