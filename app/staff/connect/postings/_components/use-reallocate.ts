"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useNotice } from "@/components/ui/notice";
import type { PostingRow } from "@/lib/postings/model";
import type { ReallocateInput } from "@/lib/postings/schemas";
import { reallocatePostingAction } from "../actions";

/** Puts one record on other items of the matter system, and says so. */
export function useReallocate(row: Pick<PostingRow, "id" | "number">, onDone?: () => void) {
  const t = useTranslations("postings");
  const router = useRouter();
  const say = useNotice();
  const [isBusy, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function reallocate(lines: ReallocateInput["lines"]): void {
    if (isBusy) return;
    startTransition(async () => {
      const answer = await reallocatePostingAction({ postingId: row.id, lines }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      setProblem(null);
      onDone?.();
      say(t("act.reallocated", { number: row.number, count: answer.data.ids.length }));
      router.refresh();
    });
  }
  return { isBusy, problem, reallocate };
}
