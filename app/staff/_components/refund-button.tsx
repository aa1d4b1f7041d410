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
import { needsSecondPerson } from "@/lib/refunds/rules";
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
  /** What this user may give back of it without a second person; null = all of it. */
  aloneCents: number | null;
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
  const asks = refund.amountCents !== null && needsSecondPerson(props, refund.amountCents);
  const refundText = amount ? t("submit", { amount }) : t("submitEmpty");
  const submitText = asks ? t("ask") : refundText;
  if (refund.isAsked) return <Asked amount={amount ?? ""} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={amount ? t(asks ? "askTitle" : "title", { amount }) : t("titleEmpty")}
      lead={t(leadOf(asks, accountKind), { method })}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button
            variant={asks ? "primary" : "danger-solid"}
            pending={refund.isBusy}
            pendingLabel={t(asks ? "asking" : "pending")}
            onClick={refund.submit}
          >
            {submitText}
          </Button>
        </>
      }
    >
      {asks && <AskNote {...props} />}
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
          hint={t(asks ? "askReasonHint" : "reasonHint")}
          value={refund.reason}
          maxLength={300}
          onChange={(event) => refund.setReason(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

function leadOf(asks: boolean, accountKind: AccountKind): "askLead" | "trustLead" | "lead" {
  if (asks) return "askLead";
  return accountKind === "trust" ? "trustLead" : "lead";
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
  const [isAsked, setAsked] = useState(false);
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
      if (result.data.kind === "waiting") {
        router.refresh();
        return setAsked(true);
      }
      if (result.data.kind !== "refunded") return setProblem(t("unknown"));
      router.refresh();
      onClose();
    });
  }

  return { amountCents, amountProblem, reason, setReason, problem, isBusy, isAsked, readAmount, submit };
}

/** That a second person must agree, and from which sum on. */
function AskNote({ aloneCents, currency }: Props) {
  const t = useTranslations("payments.refundDialog");
  const amount = formatMoney(aloneCents ?? 0, currency, useLocale());
  return <Banner tone="info" title={t("askNote", { amount })} className="mb-4" />;
}

/** Said before the page beneath shows it: nothing has moved, and who is asked. */
function Asked({ amount, onClose }: { amount: string; onClose: () => void }) {
  const t = useTranslations("payments.refundDialog");
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("askedTitle", { amount })}
      actions={<Button onClick={onClose}>{t("askedClose")}</Button>}
    >
      <p role="status">{t("askedText")}</p>
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
