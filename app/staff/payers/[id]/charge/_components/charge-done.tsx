"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { ChargeResult } from "@/lib/payments/model";
import type { ChargeSubject } from "./charge-subject";

/** A definite no leaves the form open for another try; everything else ends it. */
export function isOver(result: ChargeResult): boolean {
  return result.kind !== "declined" && result.kind !== "failed";
}

type Props = { result: ChargeResult; subject: ChargeSubject; amount: string; receiptEmails: string };

/** How it ended, with the receipt and the payment. Takes the focus, because the form it replaces had it. */
export function ChargeDone({ result, subject, amount, receiptEmails }: Props) {
  const t = useTranslations("method.staff.chargeForm");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const isTaken = result.kind === "approved" || result.kind === "pending";
  const words = wordsOf(result);
  const { method, payer } = subject;
  return (
    <div ref={box} tabIndex={-1} className="sheet sheet-form max-w-[40rem]">
      <Banner tone={isTaken ? "ok" : "warn"} role="status" title={t(words.title, { amount })}>
        {t(words.text, { method: method.name })}{" "}
        {isTaken && (receiptEmails ? t("receiptTo", { emails: receiptEmails }) : t("noReceiptMail"))}
      </Banner>
      <div className="actions mt-5">
        {isTaken && (
          <LinkButton href={`/receipt/${result.receiptToken}`} variant="primary" icon="file" native newTab>
            {t("receipt")}
          </LinkButton>
        )}
        <LinkButton href={`/staff/payments/${result.paymentId}`}>{t("payment")}</LinkButton>
        <LinkButton href={`/staff/payers/${payer.id}?tab=methods`} variant="quiet">
          {t("back")}
        </LinkButton>
      </div>
    </div>
  );
}

function wordsOf(result: ChargeResult) {
  if (result.kind === "approved") return { title: "doneTitle", text: "doneText" } as const;
  if (result.kind === "pending") return { title: "pendingTitle", text: "pendingText" } as const;
  if (result.kind === "in_progress") return { title: "openTitle", text: "openText" } as const;
  return { title: "unknownTitle", text: "unknownText" } as const;
}
