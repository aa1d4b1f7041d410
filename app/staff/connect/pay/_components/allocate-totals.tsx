"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { SelectField } from "@/components/ui/select-field";
import { Status } from "@/components/ui/status";
import type { PaymentPlan } from "@/lib/connect-payments/model";
import { type AllocationSums, operatingChoices, sumAllocation } from "@/lib/connect-payments/rules";
import { formatMoney } from "@/lib/money/format-money";
import type { AllocateFacts } from "./allocate-facts";
import { PartSums } from "./part-sums";
import { type PayAddress, payHref } from "./pay-address";
import type { Allocating } from "./use-allocation";

type Props = { allocating: Allocating; plan: PaymentPlan; facts: AllocateFacts; at: PayAddress };

/** What the amounts come to, and how many payments that will be, said before any is taken. */
export function AllocateTotals({ allocating, plan, facts, at }: Props) {
  const t = useTranslations("connectPay.allocate");
  const { lines, amountToPay } = allocating;
  const sums = sumAllocation(lines, amountToPay.cents);
  const currency = lines[0]?.item.currency ?? "USD";
  const choices = operatingChoices(facts.accounts, currency);
  return (
    <aside className="sheet xl:sticky xl:top-20" aria-label={t("totals")}>
      <header className="sheet-head">
        <h2 className="title-section">{t("totals")}</h2>
      </header>
      <div className="sheet-body">
        <Running
          sums={sums}
          cents={amountToPay.cents}
          currency={currency}
          locale={facts.locale}
          allocating={allocating}
        />
        {plan.ok && <PartSums parts={plan.parts} currency={plan.currency} locale={facts.locale} />}
        {choices.length > 1 && sums.operatingCents > 0 && (
          <SelectField
            id="operating-account"
            className="mt-5"
            label={t("account")}
            value={allocating.accountId || (choices[0]?.id ?? "")}
            onChange={(event) => allocating.setAccountId(event.target.value)}
            options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Onward {...{ allocating, plan, facts, at, sums, currency }} />
      </div>
    </aside>
  );
}

type RunningProps = {
  sums: AllocationSums;
  cents: number | null;
  currency: string;
  locale: string;
  allocating: Allocating;
};

/** "Amount to pay" and what is left of it; without one only what the lines come to. */
function Running({ sums, cents, currency, locale, allocating }: RunningProps) {
  const t = useTranslations("connectPay.allocate");
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const { leftCents, operatingCents, invoices } = sums;
  if (cents === null || leftCents === null)
    return (
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-sm">
        <dt>{t("applied", { count: invoices })}</dt>
        <dd className="text-right font-medium">{money(operatingCents)}</dd>
      </dl>
    );
  return (
    <>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-sm" aria-live="polite">
        <dt>{t("amountToPay")}</dt>
        <dd className="text-right font-medium">{money(cents)}</dd>
        <dt>{t("applied", { count: invoices })}</dt>
        <dd className="text-right font-medium">{money(-operatingCents)}</dd>
        <dt className="mt-1 border-ink border-t pt-2.5 font-semibold">{t("left")}</dt>
        <dd className="mt-1 border-ink border-t pt-2.5 text-right">
          <b className="block font-semibold font-serif text-xl leading-tight">{money(leftCents)}</b>
          {leftCents === 0 && (
            <Status tone="ok" icon="check" className="text-sm">
              {t("fully")}
            </Status>
          )}
        </dd>
      </dl>
      {leftCents !== 0 && (
        <Banner
          tone="warn"
          className="mt-4"
          title={
            leftCents > 0 ? t("noPlace", { amount: money(leftCents) }) : t("tooMuch", { amount: money(-leftCents) })
          }
        >
          <div className="actions mt-2">
            <Button size="sm" onClick={() => allocating.setTotal(operatingCents)}>
              {t("setTotal", { amount: money(operatingCents) })}
            </Button>
          </div>
        </Banner>
      )}
    </>
  );
}

type OnwardProps = Props & { sums: AllocationSums; currency: string };

function Onward({ allocating, plan, facts, at, sums, currency }: OnwardProps) {
  const t = useTranslations("connectPay.allocate");
  const refusals = useTranslations("connectPay.refusal");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const { lines, amountToPay } = allocating;
  const isUnread = amountToPay.isUnread || lines.some((line) => line.isUnread);
  const above = lines.find(
    ({ item, amountCents, openCents }) => item.kind === "invoice" && (amountCents ?? 0) > openCents,
  );
  const money = (amount: number) => formatMoney(amount, currency, facts.locale);
  const reason = () => {
    if (isUnread) return t("offUnread");
    if (above) return t("offAbove", { number: above.item.invoiceNumber, open: money(above.openCents) });
    if (sums.leftCents !== null && sums.leftCents !== 0) return t("offLeft");
    return plan.ok ? null : refusals(plan.refusal, { detail: plan.detail });
  };
  function go() {
    startTransition(async () => {
      if (await allocating.flush()) router.push(payHref("payment", at));
    });
  }
  return (
    <div className="mt-6 grid gap-1">
      <Button
        id="to-pay"
        variant="primary"
        full
        iconEnd="chevron-right"
        onClick={go}
        pending={pending}
        pendingLabel={t("goPending")}
        unavailable={reason()}
      >
        {t("go")}
      </Button>
      <LinkButton href={payHref("search", at)} variant="quiet" full>
        {t("back")}
      </LinkButton>
    </div>
  );
}
