"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { Button } from "@/components/ui/button";

type Props = {
  paymentId: string;
  check: (input: { paymentId: string }) => Promise<ActionResult<{ kind: "known" | "open" | "silent" }>>;
};

/** Asks the gateway now what became of a payment, and says so when it knows no more. */
export function CheckButton({ paymentId, check }: Props) {
  const t = useTranslations("payments.detail");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [answer, setAnswer] = useState<string | null>(null);

  function ask() {
    startTransition(async () => {
      const result = await check({ paymentId }).catch(() => null);
      if (!result?.ok) setAnswer(result?.message ?? t("askedSilent"));
      else if (result.data.kind === "silent") setAnswer(t("askedSilent"));
      else setAnswer(result.data.kind === "open" ? t("askedStill") : null);
      router.refresh();
    });
  }

  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size="sm" icon="refresh" pending={isBusy} pendingLabel={t("asking")} onClick={ask}>
        {t("askNow")}
      </Button>
      <span role="status" className="text-sm">
        {answer}
      </span>
    </span>
  );
}
