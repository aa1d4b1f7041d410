import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SegmentLinks } from "@/components/ui/segment-links";
import type { Staff } from "@/lib/auth/session";
import { getPayStep } from "@/lib/connect-payments/get-pay-step";
import type { SystemInUse } from "@/lib/connect-payments/model";
import { ManualForm } from "./manual-form";
import { NotPayable } from "./not-payable";
import { type PayAddress, payHref } from "./pay-address";
import { readPayFacts } from "./pay-facts";
import { PaySummary } from "./pay-summary";
import { SendForm } from "./send-form";

type BodyProps = { staff: Staff; at: PayAddress; system: SystemInUse };

/** Both ways to pay, and beside them what is paid. */
export async function PayBody({ staff, at, system: { systemName } }: BodyProps) {
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
