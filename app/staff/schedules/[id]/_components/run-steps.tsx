"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { useScheduleAct } from "../../_components/use-schedule-act";
import { resolveRunAction, resubmitRunAction } from "../../actions";

type Props = {
  scheduleId: string;
  period: string;
  /** As they are read. */
  date: string;
  amount: string;
  mayResubmit: boolean;
  methodsHref: string;
};

/** What can be done about a run that was not paid. */
export function RunSteps(props: Props) {
  const t = useTranslations("schedules.act");
  const [open, setOpen] = useState<"resubmit" | "resolve" | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { date, mayResubmit, methodsHref } = props;
  const close = () => setOpen(null);
  return (
    <div className="actions alert-steps">
      {mayResubmit && (
        <Button size="sm" icon="refresh" aria-label={t("resubmitOf", { date })} onClick={() => setOpen("resubmit")}>
          {t("resubmit")}
        </Button>
      )}
      <LinkButton size="sm" icon="mail" href={methodsHref}>
        {t("method")}
      </LinkButton>
      <Button size="sm" icon="check" aria-label={t("resolveOf", { date })} onClick={() => setOpen("resolve")}>
        {t("resolve")}
      </Button>
      {said && (
        <p role="status" className="text-sm">
          {said}
        </p>
      )}
      {open === "resubmit" && <ResubmitDialog {...props} onClose={close} onSaid={setSaid} />}
      {open === "resolve" && <ResolveDialog {...props} onClose={close} />}
    </div>
  );
}

type DialogProps = Props & { onClose: () => void };

function ResubmitDialog({
  scheduleId,
  period,
  amount,
  onClose,
  onSaid,
}: DialogProps & { onSaid: (said: string) => void }) {
  const t = useTranslations("schedules.act");
  const { act, isBusy, problem } = useScheduleAct();
  const press = () =>
    act(
      () => resubmitRunAction({ scheduleId, period }),
      ({ kind }) => {
        onSaid(t(`result.${kind}`));
        onClose();
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("resubmitTitle", { amount })}
      lead={t("resubmitLead")}
      actions={
        <>
          <Button onClick={onClose}>{t("notNow")}</Button>
          <Button variant="primary" pending={isBusy} pendingLabel={t("pending")} onClick={press}>
            {t("resubmitDo")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} />}
    </Dialog>
  );
}

function ResolveDialog({ scheduleId, period, date, onClose }: DialogProps) {
  const t = useTranslations("schedules.act");
  const required = useTranslations("common")("required");
  const { act, isBusy, problem } = useScheduleAct();
  const [note, setNote] = useState("");
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("resolveTitle", { date })}
      lead={t("resolveLead")}
      actions={
        <>
          <Button onClick={onClose}>{t("notNow")}</Button>
          <Button
            variant="primary"
            pending={isBusy}
            pendingLabel={t("pending")}
            onClick={() => act(() => resolveRunAction({ scheduleId, period, note }), onClose)}
          >
            {t("resolveDo")}
          </Button>
        </>
      }
    >
      <TextAreaField
        id="run-note"
        name="note"
        label={t("note")}
        hint={t("noteHint")}
        error={problem}
        required={required}
        rows={3}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        autoFocus
      />
    </Dialog>
  );
}
