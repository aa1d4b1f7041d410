"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { pauseReportScheduleAction, removeReportScheduleAction, resumeReportScheduleAction } from "../actions";

type Action = typeof pauseReportScheduleAction;
type Props = {
  scheduleId: string;
  name: string;
  isPaused: boolean;
  /** Nothing would be sent if it were resumed. */
  isStuck: boolean;
};

/** Pauses, resumes or ends a schedule. */
export function ScheduleSteps({ scheduleId, name, isPaused, isStuck }: Props) {
  const t = useTranslations("reports");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState("");
  function run(action: Action) {
    startTransition(async () => {
      const result = await action({ scheduleId }).catch(() => null);
      setProblem(result?.ok ? "" : (result?.message ?? t("unreachable")));
      if (!result?.ok) return;
      setIsAsking(false);
      router.refresh();
    });
  }
  const said = problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />;
  return (
    <div className="actions file-steps">
      {!isAsking && said}
      {isPaused && !isStuck && (
        <Button
          size="sm"
          pending={isBusy}
          aria-label={t("resumeName", { name })}
          onClick={() => run(resumeReportScheduleAction)}
        >
          {t("resume")}
        </Button>
      )}
      {!isPaused && (
        <Button
          size="sm"
          pending={isBusy}
          aria-label={t("pauseName", { name })}
          onClick={() => run(pauseReportScheduleAction)}
        >
          {t("pause")}
        </Button>
      )}
      <Button size="sm" aria-label={t("removeName", { name })} onClick={() => setIsAsking(true)}>
        {t("remove")}
      </Button>
      {isAsking && (
        <Dialog
          open
          onClose={() => setIsAsking(false)}
          title={t("removeTitle", { name })}
          lead={t("removeLead")}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>{t("keep")}</Button>
              <Button variant="danger" pending={isBusy} onClick={() => run(removeReportScheduleAction)}>
                {t("remove")}
              </Button>
            </>
          }
        >
          {said}
        </Dialog>
      )}
    </div>
  );
}
