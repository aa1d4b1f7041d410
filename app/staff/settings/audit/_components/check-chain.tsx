"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { askAuditCheckAction } from "../actions";

const LOOK_EVERY_MS = 1_500;
/** Afterwards the page says that the job has not run, instead of asking on for ever. */
const LOOK_TIMES = 40;

/** Asks for a new walk over the log, and looks until its result is there. */
export function CheckChain({ checkedAt }: { checkedAt: string }) {
  const t = useTranslations("audit.chain");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [askedBefore, setAskedBefore] = useState<string | null>(null);
  const [looks, setLooks] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const isWaiting = askedBefore === checkedAt;
  const isLate = isWaiting && looks >= LOOK_TIMES;

  useEffect(() => {
    if (!isWaiting || isLate) return;
    const timer = setTimeout(() => {
      setLooks((now) => now + 1);
      router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  });

  function ask() {
    start(async () => {
      const answer = await askAuditCheckAction(null).catch(() => null);
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setLooks(0);
      setAskedBefore(answer?.ok ? checkedAt : null);
    });
  }
  return (
    <span className="mt-2 flex flex-wrap items-center gap-3">
      <Button
        size="sm"
        icon="refresh"
        pending={pending || (isWaiting && !isLate)}
        pendingLabel={t("checking")}
        onClick={ask}
      >
        {t("check")}
      </Button>
      {(problem || isLate) && <span role="alert">{problem ?? t("late")}</span>}
    </span>
  );
}
