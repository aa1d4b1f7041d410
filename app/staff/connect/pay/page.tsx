import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getConnectStart } from "@/lib/connect-payments/queries";
import { requireConnectPage } from "../_components/require-connect-page";
import { CriteriaForm } from "./_components/criteria-form";
import { NoSystem } from "./_components/no-system";
import { type PayQuery, payHref, readPayAddress } from "./_components/pay-address";
import { PaySteps } from "./_components/pay-steps";
import { UnfinishedBanner } from "./_components/unfinished-banner";

type Props = { searchParams: Promise<PayQuery> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connectPay"))("title") };
}

/** Step 1: how to search; skipped by whoever always searches the same way. */
export default async function ConnectPayPage({ searchParams }: Props) {
  const staff = await requireStaff("connect.pay");
  await requireConnectPage(staff.ctx);
  const at = readPayAddress(await searchParams);
  const { system, choice, unfinished } = await getConnectStart(staff.ctx);
  const draftId = staff.ctx.ids.next("drf");
  if (system && choice?.always && !at.change) redirect(payHref("search", { ...choice, draft: draftId }));
  const t = await getTranslations("connectPay");
  const start = choice ?? { by: "client_name", kind: "invoice", always: false };
  return (
    <>
      <PageHead title={t("title")} lead={system ? t("lead", { system: system.systemName }) : undefined} />
      {system ? (
        <>
          <PaySteps now="criteria" at={{}} selected={0} />
          {unfinished && <UnfinishedBanner {...unfinished} />}
          <CriteriaForm key={draftId} start={start} draftId={draftId} />
        </>
      ) : (
        <NoSystem canSet={staff.can("settings.manage")} />
      )}
    </>
  );
}
