import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { listAssociations } from "@/lib/associations/queries";
import { requireStaff } from "@/lib/auth/session";
import { getPayerOrNotFound } from "../../../_components/get-payer-or-not-found";
import { payerAddressOf } from "../../../_components/payer-address";
import { AutoPaySteps } from "../../_components/auto-pay-steps";
import { crumbsOf } from "../../_components/crumbs-of";
import { enrollChoicesOf } from "../../_components/enroll-choices";
import { EnrollForm } from "../../_components/enroll-form";
import { getAutoPayOrNotFound } from "../../_components/get-auto-pay-or-not-found";

type Props = { params: Promise<{ id: string; autoPayId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("autoPays.steps"))("enroll") };
}

export default async function EnrollAutoPayPage({ params }: Props) {
  const staff = await requireStaff("connect.pay");
  const { id, autoPayId } = await params;
  const payer = await getPayerOrNotFound(staff.ctx, id);
  const autoPay = await getAutoPayOrNotFound(staff.ctx, payer.id, autoPayId);
  const rows = await listAssociations(staff.ctx, payer.id);
  const choices = await enrollChoicesOf(rows.filter(({ connectionId }) => connectionId === autoPay.connectionId));
  const t = await getTranslations("autoPays");
  return (
    <>
      <PageHead
        crumbs={await crumbsOf(payer, autoPay.name)}
        crumbsLabel={t("crumbs")}
        title={t("enroll.title", { name: autoPay.name })}
        lead={t("enroll.lead")}
      />
      <AutoPaySteps now="enroll" payerId={payer.id} autoPayId={autoPay.id} />
      {choices.length === 0 ? (
        <Sheet className="max-w-[46rem]">
          <EmptyState title={t("enroll.none")} />
          <div className="actions">
            <LinkButton href={payerAddressOf(payer.id, "connect")}>{t("enroll.toTab")}</LinkButton>
          </div>
        </Sheet>
      ) : (
        <EnrollForm
          key={autoPay.revision}
          payerId={payer.id}
          autoPayId={autoPay.id}
          choices={choices}
          enrolledIds={autoPay.associationIds}
        />
      )}
    </>
  );
}
