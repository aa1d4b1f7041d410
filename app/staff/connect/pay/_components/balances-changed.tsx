"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { BalanceChange } from "@/lib/connect-payments/model";
import { formatMoney } from "@/lib/money/format-money";
import { type PayAddress, payHref } from "./pay-address";

type Props = {
  changes: readonly BalanceChange[];
  at: PayAddress;
  systemName: string;
  locale: string;
  isSend?: boolean;
};

/** The matter system has another balance than was allocated on: nothing was charged, and where to mend it. */
export function BalancesChanged({ changes, at, systemName, locale, isSend }: Props) {
  const t = useTranslations("connectPay.changed");
  const allocate = useTranslations("connectPay.allocate");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="mt-6">
      <Banner tone="warn" role="alert" title={t(isSend ? "titleSend" : "title", { system: systemName })}>
        <ul className="mt-1 grid gap-1">
          {changes.map(({ id, label, seenCents, openCents, trouble, isMoved, currency }) => (
            <li key={id}>
              {trouble !== null && allocate(`lost.${trouble}`, { label, system: systemName })}
              {trouble === null && isMoved && allocate("movedLine", { label, system: systemName })}
              {trouble === null &&
                !isMoved &&
                allocate("changedLine", {
                  label,
                  before: formatMoney(seenCents, currency, locale),
                  now: formatMoney(openCents, currency, locale),
                })}
            </li>
          ))}
        </ul>
        <div className="actions mt-3">
          <LinkButton href={payHref("allocate", at)} size="sm">
            {t("go")}
          </LinkButton>
        </div>
      </Banner>
    </div>
  );
}
