"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { cancelExportAction, retryExportAction } from "../actions";

const STEPS = { cancel: cancelExportAction, retry: retryExportAction };

type Props = { exportId: string; fileName: string; step: "cancel" | "retry" };

/** Cancels an export or orders it again; what comes of it shows in its place. */
export function StepButton({ exportId, fileName, step }: Props) {
  const t = useTranslations("exports");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [problem, setProblem] = useState("");
  function press() {
    startTransition(async () => {
      const result = await STEPS[step]({ exportId }).catch(() => null);
      setProblem(result?.ok ? "" : (result?.message ?? t("unreachable")));
      router.refresh();
    });
  }
  return (
    <>
      {problem && (
        <span role="alert" className="text-sm text-danger">
          {problem}
        </span>
      )}
      <Button size="sm" pending={isBusy} onClick={press} aria-label={t(`${step}Name`, { name: fileName })}>
        {t(step)}
      </Button>
    </>
  );
}
