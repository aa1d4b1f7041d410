"use client";

import { useTranslations } from "next-intl";
import { AccountTag } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import type { PlannedPart } from "@/lib/connect-payments/model";
import { sumCents } from "@/lib/money/cents";
import { formatMoney } from "@/lib/money/format-money";

type Props = { parts: readonly PlannedPart[]; currency: string; locale: string; links?: boolean };

/** How many payments, or links, the amounts become, and each with its kind of money. */
export function PartSums({ parts, currency, locale, links }: Props) {
  const t = useTranslations("connectPay.parts");
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const hasTrust = parts.some(({ kind }) => kind === "trust");
  const isMixed = hasTrust && parts.some(({ kind }) => kind === "operating");
  const hasMatters = parts.filter(({ kind }) => kind === "trust").length > 1;
  return (
    <>
      {parts.length > 1 && (
        <Banner tone="trust" className="my-5" title={t(links ? "links" : "payments", { count: parts.length })}>
          {isMixed && t("mixed")} {hasMatters && t("matters")}
        </Banner>
      )}
      <dl className={`grid grid-cols-[1fr_auto] items-center gap-y-2.5 text-sm ${parts.length > 1 ? "" : "mt-5"}`}>
        {parts.map((part) => (
          <PartSum key={`${part.kind}-${part.place}`} part={part} amount={money(part.amountCents)} many={hasMatters} />
        ))}
        {parts.length > 1 && (
          <>
            <dt className="border-rule-strong border-t pt-2.5 font-semibold">
              {t(isMixed && parts.length === 2 ? "both" : "all")}
            </dt>
            <dd className="border-rule-strong border-t pt-2.5 text-right font-semibold">
              <span className="border-ink border-b-[3px] border-double pb-0.5">
                {money(sumCents(parts.map(({ amountCents }) => amountCents)))}
              </span>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function PartSum({ part, amount, many }: { part: PlannedPart; amount: string; many: boolean }) {
  return (
    <>
      <dt>
        <AccountTag kind={part.kind} />
        {many && part.kind === "trust" && <span className="ml-2 text-ink-2">{part.matterRef}</span>}
      </dt>
      <dd className="text-right font-medium">{amount}</dd>
    </>
  );
}
