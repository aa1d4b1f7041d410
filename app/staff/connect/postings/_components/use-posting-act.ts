"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { useNotice } from "@/components/ui/notice";
import type { PostingOutcome } from "@/lib/postings/model";

type Done = (outcome: PostingOutcome) => string;

/** Runs an action on records, then says what was done, what was not and why, and shows the list anew. */
export function usePostingAct() {
  const t = useTranslations("postings");
  const router = useRouter();
  const say = useNotice();
  const [isBusy, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function skippedText({ skipped }: PostingOutcome): string {
    const reasons = [...new Set(skipped.map(({ reason }) => reason))];
    const parts = reasons.map((reason) =>
      t(`skipped.${reason}`, { count: skipped.filter((each) => each.reason === reason).length }),
    );
    return parts.join(" ");
  }

  function run(act: () => Promise<ActionResult<PostingOutcome>>, done: Done, after?: () => void): void {
    if (isBusy) return;
    startTransition(async () => {
      const answer = await act().catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      setProblem(null);
      after?.();
      say([done(answer.data), skippedText(answer.data)].filter(Boolean).join(" "));
      router.refresh();
    });
  }

  return { isBusy, problem, run, forget: () => setProblem(null) };
}
