"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { ChallengeFrame } from "@/components/gateway/challenge-frame";
import { methodText } from "@/components/payments/method-text";
import { Banner, type BannerTone } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { formatMoney } from "@/lib/money/format-money";
import type { EntryQuote, LikelyDuplicate } from "@/lib/payment-forms/model";
import { formatRate } from "@/lib/surcharges/rules";

type SaidProps = { tone: BannerTone; title: string; children: ReactNode; actions?: ReactNode };

/** Takes the focus where it appears, because it must be answered before the form goes on. */
function Said({ tone, title, children, actions }: SaidProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="mt-6">
      <Banner tone={tone} title={title}>
        {children}
        {actions && <div className="actions mt-3">{actions}</div>}
      </Banner>
    </div>
  );
}

type DuplicateProps = { duplicate: LikelyDuplicate; onAgain: () => void; onDrop: () => void };

/** The same sum minutes ago: nothing is charged until somebody has said that it is another payment. */
export function DuplicateQuestion({ duplicate, onAgain, onDrop }: DuplicateProps) {
  const t = useTranslations("enterPayment.duplicate");
  const locale = useLocale();
  const { paymentId, number, payerName, amountCents, currency, minutesAgo: minutes, methodLast4: last4 } = duplicate;
  const facts = { amount: formatMoney(amountCents, currency, locale), minutes };
  return (
    <Said
      tone="warn"
      title={payerName ? t("title", { ...facts, name: payerName }) : t("titleMethod", { ...facts, last4 })}
      actions={
        <>
          <Button onClick={onDrop}>{t("drop")}</Button>
          <LinkButton href={`/staff/payments/${paymentId}`} native newTab iconEnd="external">
            {t("open", { number })}
          </LinkButton>
          <Button variant="danger" onClick={onAgain}>
            {t("again")}
          </Button>
        </>
      }
    >
      {t("text")}
    </Said>
  );
}

/** What this very card costs beyond the amount, before it is charged (S5). */
export function QuoteQuestion({ quote, onChange }: { quote: EntryQuote; onChange: () => void }) {
  const t = useTranslations("enterPayment.quote");
  const common = useTranslations("common");
  const locale = useLocale();
  const { surcharge, currency } = quote;
  if (!surcharge) return null;
  const money = (cents: number) => formatMoney(cents, currency, locale);
  const { brand, last4, surchargeCents, totalCents, basisPoints } = surcharge;
  return (
    <Said
      tone="info"
      title={t("title")}
      actions={
        <Button size="sm" onClick={onChange}>
          {t("change")}
        </Button>
      }
    >
      {t("line", {
        method: methodText(common, { methodBrand: brand, methodLast4: last4 }),
        surcharge: money(surchargeCents),
        rate: formatRate(basisPoints, locale),
        amount: money(totalCents - surchargeCents),
        total: money(totalCents),
      })}{" "}
      {t("without")} {t("agree")}
    </Said>
  );
}

type DeclinedProps = { paymentId: string; code: string };

/** A definite no: why, and what to do. The form stays as it is, but for the fields of the method. */
export function NotCharged({ paymentId, code }: DeclinedProps) {
  const t = useTranslations("enterPayment");
  const reasons = useTranslations("payments.declineReason");
  const reason = reasons.has(code as never) ? reasons(code as never) : code;
  const step = `declined.step.${code}`;
  return (
    <Said
      tone="danger"
      title={code ? t("declined.title", { reason }) : t("declined.failed")}
      actions={
        <LinkButton href={`/staff/payments/${paymentId}`} size="sm" native newTab iconEnd="external">
          {t("problem.payment")}
        </LinkButton>
      }
    >
      {t(t.has(step as never) ? (step as never) : "declined.step.other")}
    </Said>
  );
}

type ChallengeProps = { url: string; locale: string; onDone: () => void };

/** The payer's bank asks them, here and now. */
export function BankQuestion({ url, locale, onDone }: ChallengeProps) {
  const t = useTranslations("enterPayment.challenge");
  const box = useRef<HTMLHeadingElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section aria-labelledby="entry-challenge">
      <h2 id="entry-challenge" ref={box} tabIndex={-1} className="title-section">
        {t("title")}
      </h2>
      <p className="mt-1 mb-4 text-ink-2">{t("text")}</p>
      <ChallengeFrame src={url} locale={locale} title={t("frame")} onDone={onDone} />
    </section>
  );
}
