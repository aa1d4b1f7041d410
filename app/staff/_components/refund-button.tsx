"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { refundAction } from "@/app/staff/payments/[id]/actions";
import { AccountTag } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MoneyField, type MoneyReading } from "@/components/ui/money-field";
import { TextField } from "@/components/ui/text-field";
import { formatMoney } from "@/lib/money/format-money";
import type { AccountKind } from "@/lib/payments/model";
import { surchargeOfRefund } from "@/lib/surcharges/rules";

type Props = {
  paymentId: string;
  refundableCents: number;
  currency: string;
  accountKind: AccountKind;
  method: string;
  /** The payment with its surcharge, so that the dialog says how much of it goes back (S6). */
  amountCents: number;
  surchargeCents: number;
  refundedCents: number;
  /** What has cleared of a trust payment's matter (T11); null for operating money. */
  trustFreeCents: number | null;
  /** Why it cannot be refunded, in words. */
  blocked: string | null;
  /** Made with the page: the same press twice is one refund. */
  requestKey: string;
};

/** Opens the dialog that says act and sum before it happens. */
export function RefundButton(props: Props) {
  const t = useTranslations("payments.detail");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="danger" icon="return" id="refund" unavailable={props.blocked} onClick={() => setIsOpen(true)}>
        {t("refund")}
      </Button>
      {isOpen && <RefundDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function RefundDialog({ onClose, ...props }: Props & { onClose: () => void }) {
  const { paymentId, refundableCents, trustFreeCents, currency, accountKind, method, requestKey } = props;
  const trust = useTranslations("trust.refund");
  const t = useTranslations("payments.refundDialog");
  const locale = useLocale();
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const mostCents = Math.min(refundableCents, trustFreeCents ?? refundableCents);
  const [amountCents, setAmountCents] = useState<number | null>(mostCents);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const amount = amountCents === null ? null : formatMoney(amountCents, currency, locale);

  function readAmount(reading: MoneyReading) {
    setAmountCents(reading.state === "amount" ? reading.amountCents : null);
    setProblem(null);
  }

  function submit() {
    if (amountCents === null || isBusy) return;
    startTransition(async () => {
      // Another amount is another refund; the same one pressed twice is one.
      const result = await refundAction({ paymentId, amountCents, reason, requestKey: `${requestKey}:${amountCents}` });
      if (!result.ok && result.reason === "trust_balance_too_low") router.refresh();
      if (!result.ok) return setProblem(result.fields[0]?.message ?? result.message);
      if (result.data.kind === "refused") return setProblem(t("refused"));
      if (result.data.kind !== "refunded") return setProblem(t("unknown"));
      router.refresh();
      onClose();
    });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={amount ? t("title", { amount }) : t("titleEmpty")}
      lead={accountKind === "trust" ? t("trustLead", { method }) : t("lead", { method })}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="danger-solid" pending={isBusy} pendingLabel={t("pending")} onClick={submit}>
            {amount ? t("submit", { amount }) : t("submitEmpty")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <p className="mb-4 flex flex-wrap items-center gap-3">
        <AccountTag kind={accountKind} long />
        {trustFreeCents !== null && trust("free", { amount: formatMoney(trustFreeCents, currency, locale) })}
      </p>
      <SurchargeBack {...props} cents={amountCents} />
      <div className="form-pair">
        <MoneyField
          id="refund-amount"
          name="amount"
          label={t("amount")}
          currency={currency}
          locale={locale}
          defaultCents={mostCents}
          hint={t("hint", { rest: formatMoney(refundableCents, currency, locale) })}
          onReading={readAmount}
          autoFocus
        />
        <TextField
          id="refund-reason"
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

/** How much of the refund is surcharge; nothing where there was none. */
function SurchargeBack({ cents, ...payment }: Props & { cents: number | null }) {
  const t = useTranslations("surcharge");
  const locale = useLocale();
  if (payment.surchargeCents === 0 || cents === null) return null;
  const back = surchargeOfRefund(payment, payment.refundedCents, cents);
  return (
    <p className="mb-4 text-ink-2 text-sm">
      {t("refundPart", { amount: formatMoney(back, payment.currency, locale) })}
    </p>
  );
}
