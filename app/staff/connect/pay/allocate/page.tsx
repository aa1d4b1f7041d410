import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { findDraft, getConnectStart } from "@/lib/connect-payments/queries";
import { requireConnectPage } from "../../_components/require-connect-page";
import { AllocateBody, NothingSelected } from "../_components/allocate-body";
import { NoSystem } from "../_components/no-system";
import { type PayQuery, payHref, readPayAddress } from "../_components/pay-address";
import { PaySteps } from "../_components/pay-steps";
import { Waiting } from "../_components/waiting";
import { whoseItems } from "../_components/whose-items";

type Props = { searchParams: Promise<PayQuery> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connectPay"))("allocate.title") };
}

/** Step 3: how much goes on each item, with the balances as they are now. */
export default async function AllocatePage({ searchParams }: Props) {
  const staff = await requireStaff("connect.pay");
  await requireConnectPage(staff.ctx);
  const at = readPayAddress(await searchParams);
  const t = await getTranslations("connectPay");
  const draft = at.draft ? await findDraft(staff.ctx, at.draft) : null;
  if (draft && !draft.isOpen) redirect(payHref("result", { draft: draft.id }));
  const { system } = await getConnectStart(staff.ctx);
  const lines = draft?.lines ?? [];
  return (
    <>
      <PageHead title={t("title")} lead={whoseItems(lines, t)} />
      {system ? (
        <>
          <PaySteps now="allocate" at={at} selected={lines.length} />
          {lines.length === 0 ? (
            <NothingSelected at={at} />
          ) : (
            <Suspense fallback={<Waiting text={t("allocate.reading", { system: system.systemName })} />}>
              <AllocateBody staff={staff} at={at} systemName={system.systemName} selected={lines.length} />
            </Suspense>
          )}
        </>
      ) : (
        <NoSystem canSet={staff.can("settings.manage")} />
      )}
    </>
  );
}
