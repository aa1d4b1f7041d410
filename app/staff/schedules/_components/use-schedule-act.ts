"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";

/** Presses one action, shows what it refused, and the page anew when it was done. */
export function useScheduleAct() {
  const t = useTranslations("schedules.act");
  const router = useRouter();
  const [isBusy, transition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function act<Data>(press: () => Promise<ActionResult<Data>>, onDone: (data: Data) => void = () => undefined) {
    if (isBusy) return;
    transition(async () => {
      const answer = await press().catch(() => null);
      const refused = answer?.ok ? null : (answer?.fields?.[0]?.message ?? answer?.message);
      setProblem(refused === undefined ? t("unreachable") : refused);
      if (!answer?.ok) return;
      onDone(answer.data);
      router.refresh();
    });
  }

  return { act, isBusy, problem };
}
