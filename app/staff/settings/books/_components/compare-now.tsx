"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useNotice } from "@/components/ui/notice";
import { compareNowAction } from "../actions";

/** Compares every account at once, without waiting for the day's turn. */
export function CompareNow() {
  const t = useTranslations("settings.books.now");
  const router = useRouter();
  const say = useNotice();
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function compare() {
    if (pending) return;
    start(async () => {
      const answer = await compareNowAction(null).catch(() => null);
      router.refresh();
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      const { done, failed, running } = answer.data;
      if (failed > 0) return setProblem(t("failed", { count: failed }));
      setProblem(null);
      say(running > 0 ? t("running") : t("done", { count: done }));
    });
  }

  return (
    <>
      {problem && (
        <p role="alert" className="max-w-[24rem] text-danger text-sm">
          {problem}
        </p>
      )}
      <Button variant="primary" icon="refresh" pending={pending} pendingLabel={t("pending")} onClick={compare}>
        {t("compare")}
      </Button>
    </>
  );
}
