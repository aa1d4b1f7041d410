"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useNotice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/http/action-result";

/** Does something with an invoice: says it in words when it is done, or why it is not. */
export function useInvoiceAct(onDone: () => void = () => undefined) {
  const t = useTranslations("invoices.form");
  const router = useRouter();
  const tell = useNotice();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function run<T>(act: () => Promise<ActionResult<T>>, say: (data: T) => string | null) {
    if (pending) return;
    start(async () => {
      const answer = await act().catch(() => null);
      if (!answer?.ok) return setProblem(answer?.fields[0]?.message ?? answer?.message ?? t("unreachable"));
      setProblem(null);
      const text = say(answer.data);
      if (text) tell(text);
      onDone();
      router.refresh();
    });
  }

  return { pending, problem, run };
}
