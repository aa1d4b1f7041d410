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

type DialogProps = Props & { onClose: () => void };

function RefundDialog(props: DialogProps) {
  const { onClose, refundableCents, trustFreeCents, currency, accountKind, method } = props;
  const trust = useTranslations("trust.refund");
  const t = useTranslations("payments.refundDialog");
  const refusals = useTranslations("money.refusal");
  const locale = useLocale();
  const mostCents = Math.min(refundableCents, trustFreeCents ?? refundableCents);
  const refund = useRefund(props, mostCents);
  const amount = refund.amountCents === null ? null : formatMoney(refund.amountCents, currency, locale);
  return (
    <Dialog
      open
      onClose={onClose}
      title={amount ? t("title", { amount }) : t("titleEmpty")}
      lead={accountKind === "trust" ? t("trustLead", { method }) : t("lead", { method })}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="danger-solid" pending={refund.isBusy} pendingLabel={t("pending")} onClick={refund.submit}>
            {amount ? t("submit", { amount }) : t("submitEmpty")}
          </Button>
        </>
      }
    >
      {refund.problem && <Banner tone="danger" role="alert" title={refund.problem} className="mb-4" />}
      <p className="mb-4 flex flex-wrap items-center gap-3">
        <AccountTag kind={accountKind} long />
        {trustFreeCents !== null && trust("free", { amount: formatMoney(trustFreeCents, currency, locale) })}
      </p>
      <SurchargeBack {...props} cents={refund.amountCents} />
      <div className="form-pair">
        <MoneyField
          id={AMOUNT_ID}
          name="amount"
          label={t("amount")}
          currency={currency}
          locale={locale}
          defaultCents={mostCents}
          hint={t("hint", { rest: formatMoney(refundableCents, currency, locale) })}
          error={refund.amountProblem}
          describeRefusal={({ code, ...values }) => refusals(code, values)}
          onReading={refund.readAmount}
          autoFocus
        />
        <TextField
          id="refund-reason"
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          value={refund.reason}
          maxLength={300}
          onChange={(event) => refund.setReason(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

const AMOUNT_ID = "refund-amount";

/** What is typed, and what came of the press. A wrong amount is said at its field, which takes the focus. */
function useRefund({ paymentId, requestKey, onClose }: DialogProps, mostCents: number) {
  const t = useTranslations("payments.refundDialog");
  const refusals = useTranslations("money.refusal");
  const missing = useTranslations("errors.field");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [reading, setReading] = useState<MoneyReading>({ state: "amount", amountCents: mostCents });
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [amountProblem, setAmountProblem] = useState<string | null>(null);
  const amountCents = reading.state === "amount" ? reading.amountCents : null;

  function readAmount(next: MoneyReading) {
    setReading(next);
    setAmountProblem(null);
    setProblem(null);
  }

  function refuseAmount(text: string) {
    setAmountProblem(text);
    document.getElementById(AMOUNT_ID)?.focus();
  }

  function submit() {
    if (isBusy) return;
    setProblem(null);
    if (amountCents === null) {
      if (reading.state !== "refused") return refuseAmount(missing("amount_invalid"));
      const { code, ...values } = reading.refusal;
      return refuseAmount(refusals(code, values));
    }
    startTransition(async () => {
      // Another amount is another refund; the same one pressed twice is one.
      const wish = { paymentId, amountCents, reason, requestKey: `${requestKey}:${amountCents}` };
      const result = await refundAction(wish).catch(() => null);
      if (!result) return setProblem(t("unreachable"));
      if (!result.ok) {
        if (result.reason === "trust_balance_too_low") {
          router.refresh();
          // The whole sentence has the balance, which the words for the field do not know.
          return refuseAmount(result.message);
        }
        const [field] = result.fields;
        return field?.path === "amountCents"
          ? refuseAmount(field.message)
          : setProblem(field?.message ?? result.message);
      }
      if (result.data.kind === "refused") {
        // A new key with the page: what was refused may be asked for again.
        router.refresh();
        return setProblem(t("refused"));
      }
      if (result.data.kind !== "refunded") return setProblem(t("unknown"));
      router.refresh();
      onClose();
    });
  }

  return { amountCents, amountProblem, reason, setReason, problem, isBusy, readAmount, submit };
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
