"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useNotice } from "@/components/ui/notice";
import { retryRunAction } from "../actions";

/** The newest run once more, now. */
export function RetryRun({ autoPayId, runOn }: { autoPayId: string; runOn: string }) {
  const t = useTranslations("autoPays.act");
  const router = useRouter();
  const notify = useNotice();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  function retry() {
    if (pending) return;
    start(async () => {
      const answer = await retryRunAction({ autoPayId, runOn }).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      if (!answer?.ok) return;
      notify(t(`outcome.${answer.data.outcome}`));
      router.refresh();
    });
  }
  return (
    <div className="grid gap-2">
      <div>
        <Button size="sm" icon="refresh" pending={pending} pendingLabel={t("pending")} onClick={retry}>
          {t("retry")}
        </Button>
      </div>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}
