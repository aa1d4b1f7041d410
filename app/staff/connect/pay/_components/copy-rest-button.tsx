"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { copyDraftAction } from "../actions";
import { payHref } from "./pay-address";

/** Takes what was not charged into a new payment, where it can be changed or sent. */
export function CopyButton({ draftId }: { draftId: string }) {
  const t = useTranslations("connectPay.result");
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  function copy() {
    startTransition(async () => {
      const answer = await copyDraftAction({ draftId }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      router.push(payHref("allocate", { draft: answer.data.draftId }));
    });
  }
  return (
    <>
      <Button size="sm" onClick={copy} pending={pending} pendingLabel={t("copyPending")}>
        {t("copy")}
      </Button>
      {problem && (
        <span role="alert" className="text-danger">
          {problem}
        </span>
      )}
    </>
  );
}
