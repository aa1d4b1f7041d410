"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { cancelSchedulesAction, pauseSchedulesAction, resumeSchedulesAction } from "../actions";
import { useScheduleAct } from "./use-schedule-act";

type Props = {
  /** Ids by what can be done with them; of one schedule or of all of a plan. */
  active: string[];
  paused: string[];
  all: string[];
  changeHref: string | null;
  isPlan?: boolean;
};

/** Pause, resume, change, cancel. */
export function ScheduleActions({ active, paused, all, changeHref, isPlan = false }: Props) {
  const t = useTranslations("schedules.act");
  const { act, isBusy, problem } = useScheduleAct();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      {changeHref && (
        <LinkButton href={changeHref} icon="pencil">
          {t("change")}
        </LinkButton>
      )}
      {active.length > 0 && (
        <Button pending={isBusy} onClick={() => act(() => pauseSchedulesAction({ scheduleIds: active }))}>
          {t(isPlan ? "pauseAll" : "pause")}
        </Button>
      )}
      {paused.length > 0 && (
        <Button pending={isBusy} onClick={() => act(() => resumeSchedulesAction({ scheduleIds: paused }))}>
          {t(isPlan ? "resumeAll" : "resume")}
        </Button>
      )}
      {all.length > 0 && (
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {t(isPlan ? "cancelAll" : "cancel")}
        </Button>
      )}
      {isAsking && <CancelDialog ids={all} onClose={() => setAsking(false)} />}
    </>
  );
}

function CancelDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const t = useTranslations("schedules.act");
  const { act, isBusy, problem } = useScheduleAct();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("cancelTitle", { count: ids.length })}
      lead={t("cancelLead")}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button
            variant="danger"
            pending={isBusy}
            pendingLabel={t("pending")}
            onClick={() => act(() => cancelSchedulesAction({ scheduleIds: ids }), onClose)}
          >
            {t("cancelDo")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} />}
    </Dialog>
  );
}
