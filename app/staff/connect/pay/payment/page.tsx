import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { SegmentLinks } from "@/components/ui/segment-links";
import { requireStaff, type Staff } from "@/lib/auth/session";
import { getPayStep } from "@/lib/connect-payments/get-pay-step";
import type { ConnectStart } from "@/lib/connect-payments/queries";
import { findDraft, getConnectStart } from "@/lib/connect-payments/queries";
import { requireConnectPage } from "../../_components/require-connect-page";
import { NothingSelected } from "../_components/allocate-body";
import { ManualForm } from "../_components/manual-form";
import { NoSystem } from "../_components/no-system";
import { NotPayable } from "../_components/not-payable";
import { type PayAddress, type PayQuery, payHref, readPayAddress } from "../_components/pay-address";
import { readPayFacts } from "../_components/pay-facts";
import { PaySteps } from "../_components/pay-steps";
import { PaySummary } from "../_components/pay-summary";
import { SendForm } from "../_components/send-form";
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

type BodyProps = { staff: Staff; at: PayAddress; system: NonNullable<ConnectStart["system"]> };

async function PayBody({ staff, at, system: { systemName } }: BodyProps) {
  const t = await getTranslations("connectPay.pay");
  const step = await getPayStep(staff.ctx, at.draft);
  const { plan, openParts, standing, payer } = step;
  if (!plan.ok) return <NotPayable refusal={plan.refusal} detail={plan.detail} at={at} />;
  const isBegun = standing.some(({ state }) => state === "taken" || state === "checking" || state === "action");
  const isOpen = standing.some(({ state }) => state === "checking" || state === "action");
  if (isOpen || openParts.length === 0) redirect(payHref("result", { draft: at.draft }));
  const facts = await readPayFacts(staff, step, isBegun ? payer : null);
  const refused = standing.find(({ state }) => state === "declined" || state === "failed");
  const declined = refused?.paymentId ? { paymentId: refused.paymentId, code: refused.declineCode } : null;
  const isLink = at.how === "link" && !isBegun;
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="sheet sheet-form min-w-0">
        {!isBegun && (
          <div className="mb-5">
            <SegmentLinks
              label={t("how")}
              items={[
                {
                  href: payHref("payment", { ...at, how: "entry" }),
                  label: t("manual"),
                  icon: "card-entry",
                  current: !isLink,
                },
                { href: payHref("payment", { ...at, how: "link" }), label: t("send"), icon: "send", current: isLink },
              ]}
            />
          </div>
        )}
        {isLink ? (
          <SendForm facts={facts} at={at} systemName={systemName} lifeHours={step.linkLifeHours} />
        ) : (
          <ManualForm {...{ facts, at, systemName, declined }} fixedPayer={isBegun ? (payer?.name ?? null) : null} />
        )}
      </div>
      <PaySummary parts={openParts} locale={facts.locale} at={at} canChange={!isBegun} />
    </div>
  );
}
