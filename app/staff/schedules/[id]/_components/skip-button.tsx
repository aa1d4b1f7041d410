"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useScheduleAct } from "../../_components/use-schedule-act";
import { skipRunAction } from "../../actions";

type Props = { scheduleId: string; period: string; label: string };

/** Leaves one day out. */
export function SkipButton({ scheduleId, period, label }: Props) {
  const t = useTranslations("schedules.page");
  const { act, isBusy, problem } = useScheduleAct();
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        aria-label={label}
        pending={isBusy}
        onClick={() => act(() => skipRunAction({ scheduleId, period }))}
      >
        {t("skip")}
      </Button>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
    </>
  );
}
