"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useNotice } from "@/components/ui/notice";
import type { PostingBatchRow } from "@/lib/postings/model";
import { retryPostingFileAction } from "../actions";

/** Tries a file again, or gives the records of a refused one back to Pending. */
export function useRetryFile({ id, number }: Pick<PostingBatchRow, "id" | "number">) {
  const t = useTranslations("postings");
  const router = useRouter();
  const say = useNotice();
  const [isBusy, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  function retry(): void {
    startTransition(async () => {
      const answer = await retryPostingFileAction({ batchId: id }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      setProblem(null);
      say(t(`files.${answer.data.kind}`, { number, count: answer.data.records }));
      router.refresh();
    });
  }
  return { isBusy, problem, retry };
}
