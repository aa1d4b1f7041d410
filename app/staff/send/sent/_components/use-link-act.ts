"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/lib/http/action-result";
import { useNotice } from "./notice";

/** One act on a link: its dialog stays open with the reason while it fails, and closes with a notice once it is done. */
export function useLinkAct(onDone: () => void) {
  const t = useTranslations("links.action");
  const router = useRouter();
  const say = useNotice();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function run<T>(act: () => Promise<ActionResult<T>>, doneText: (data: T) => string) {
    if (pending) return;
    start(async () => {
      const answer = await act().catch(() => null);
      if (!answer?.ok) {
        setProblem(answer?.fields[0]?.message ?? answer?.message ?? t("unreachable"));
        return;
      }
      onDone();
      say(doneText(answer.data));
      router.refresh();
    });
  }
  return { pending, problem, setProblem, run };
}
