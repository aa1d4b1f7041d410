import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { findDraft, getConnectStart } from "@/lib/connect-payments/queries";
import { requireConnectPage } from "../../_components/require-connect-page";
import { NothingSelected } from "../_components/allocate-body";
import { NoSystem } from "../_components/no-system";
import { type PayQuery, payHref, readPayAddress } from "../_components/pay-address";
import { PayBody } from "../_components/pay-body";
import { PaySteps } from "../_components/pay-steps";
import { whoseItems } from "../_components/whose-items";

type Props = { searchParams: Promise<PayQuery> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connectPay"))("pay.title") };
}

/** Step 4: charge it here, or send it. What was charged or sent has a page of its own. */
export default async function PaymentPage({ searchParams }: Props) {
  const staff = await requireStaff("connect.pay");
  await requireConnectPage(staff.ctx);
  const at = readPayAddress(await searchParams);
  const t = await getTranslations("connectPay");
  const draft = at.draft ? await findDraft(staff.ctx, at.draft) : null;
  if (draft && (draft.status === "links" || draft.status === "left")) redirect(payHref("result", { draft: draft.id }));
  const { system } = await getConnectStart(staff.ctx);
  const lines = draft?.lines ?? [];
  return (
    <>
      <PageHead title={t("title")} lead={whoseItems(lines, t)} />
      {system ? (
        <>
          <PaySteps now="payment" at={at} selected={lines.length} />
          {lines.length === 0 ? <NothingSelected at={at} /> : <PayBody staff={staff} at={at} system={system} />}
        </>
      ) : (
        <NoSystem canSet={staff.can("settings.manage")} />
      )}
    </>
  );
}
