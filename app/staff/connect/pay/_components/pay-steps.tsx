"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type Step, Steps } from "@/components/ui/steps";
import { changeSelectionAction } from "../actions";
import { type PayAddress, type PayStepId, payHref } from "./pay-address";
import { forgetSelection } from "./selection";

type Props = {
  now: Exclude<PayStepId, "result">;
  at: Partial<PayAddress>;
  /** How many items are selected. */
  selected: number;
};

const ORDER = ["criteria", "search", "allocate", "payment"] as const;

/** Where one is; what is done can be gone back to. The way back to the first step erases what is selected, and asks before. */
export function PaySteps({ now, at, selected }: Props) {
  const t = useTranslations("connectPay");
  const [isAsking, setIsAsking] = useState(false);
  const current = ORDER.indexOf(now);
  const labels = {
    criteria: t("steps.criteria"),
    search: t("steps.search"),
    allocate: t("steps.allocate"),
    payment: t("steps.pay"),
  };
  return (
    <>
      <div
        onClickCapture={(event) => {
          const link = event.target instanceof Element ? event.target.closest("a") : null;
          if (selected === 0 || link?.getAttribute("href") !== payHref("criteria", { ...at, change: true })) return;
          event.preventDefault();
          event.stopPropagation();
          setIsAsking(true);
        }}
      >
        <Steps
          label={t("steps.label")}
          doneText={t("steps.done")}
          steps={ORDER.map((step, index) => ({
            label: labels[step],
            state: stateOf(index - current),
            href: payHref(step, { ...at, change: true }),
          }))}
        />
      </div>
      {isAsking && <EraseDialog at={at} selected={selected} onClose={() => setIsAsking(false)} />}
    </>
  );
}

function stateOf(distance: number): Step["state"] {
  if (distance === 0) return "current";
  return distance < 0 ? "done" : "ahead";
}

type EraseProps = { at: Partial<PayAddress>; selected: number; onClose: () => void };

function EraseDialog({ at, selected, onClose }: EraseProps) {
  const t = useTranslations("connectPay.erase");
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  function erase() {
    startTransition(async () => {
      const answer = await changeSelectionAction({ draftId: at.draft ?? "", removeAll: true }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      forgetSelection(at.draft ?? "");
      router.push(payHref("criteria", { ...at, change: true }));
    });
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { count: selected })}
      lead={problem ?? t("lead")}
      actions={
        <>
          <Button onClick={onClose}>{t("stay")}</Button>
          <Button variant="danger" onClick={erase} pending={pending} pendingLabel={t("pending")}>
            {t("go")}
          </Button>
        </>
      }
    />
  );
}
