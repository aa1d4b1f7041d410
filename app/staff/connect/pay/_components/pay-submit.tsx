"use client";

import { useTranslations } from "next-intl";
import { DuplicateQuestion, QuoteQuestion } from "@/app/staff/_components/entry/entry-questions";
import { FormSubmit } from "@/components/forms/form-submit";
import { Banner } from "@/components/ui/banner";
import { sumCents } from "@/lib/money/cents";
import { formatMoney } from "@/lib/money/format-money";
import { payHref } from "./pay-address";
import type { PayFacts } from "./pay-facts";
import type { Paying } from "./use-pay";

type Props = { facts: PayFacts; paying: Paying; submit: () => void; pending: boolean };

/** The questions that stand before a charge, and the button that names its sum. */
export function PaySubmit({ facts, paying, submit, pending }: Props) {
  const t = useTranslations("connectPay.pay");
  const entry = useTranslations("enterPayment");
  const { openParts, locale, draftId } = facts;
  const { stage } = paying;
  const [first] = openParts;
  const surchargeCents = stage.kind === "quote" ? (stage.quote.surcharge?.surchargeCents ?? 0) : 0;
  const totalCents = sumCents(openParts.map(({ amountCents }) => amountCents)) + surchargeCents;
  const amount = formatMoney(totalCents, first?.currency ?? "USD", locale);
  return (
    <>
      {stage.kind === "quote" && <QuoteQuestion quote={stage.quote} onChange={paying.reset} />}
      {stage.kind === "duplicate" && (
        <DuplicateQuestion
          key={stage.duplicate.paymentId}
          duplicate={stage.duplicate}
          onDrop={paying.reset}
          onAgain={() => {
            paying.chargeAgain(stage.duplicate.paymentId);
            submit();
          }}
        />
      )}
      {stage.kind === "leaving" && (
        <Banner
          tone="ok"
          role="status"
          title={entry("leaving.title")}
          // A whole load, should the result stay away.
          action={<a href={payHref("result", { draft: draftId })}>{entry("leaving.link")}</a>}
          className="mt-6"
        />
      )}
      <div className="actions mt-6">
        <FormSubmit
          variant="primary"
          icon="card-entry"
          pending={pending || stage.kind === "leaving"}
          pendingLabel={entry("pending")}
        >
          {t("submit", { amount })}
        </FormSubmit>
        {openParts.length > 1 && <span className="text-ink-2 text-sm">{t("apart", { count: openParts.length })}</span>}
      </div>
    </>
  );
}
