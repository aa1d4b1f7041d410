"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioSegment } from "@/components/ui/radio-segment";
import { TextField } from "@/components/ui/text-field";
import type { ReplacementOutcome } from "@/lib/trust/model";
import { markReplacedAction } from "../actions";

type Props = {
  chargeId: string;
  /** In words, with its currency. */
  amount: string;
  payment: string;
  matter: string;
  operating: string;
  mayBeCovered: boolean;
  /** Why this user may not mark it; null when they may. */
  blocked: string | null;
};

/** Somebody moved the money; the dialog says which sum and asks how. */
export function MarkReplaced(props: Props) {
  const t = useTranslations("trust.replace");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" unavailable={props.blocked} onClick={() => setIsOpen(true)}>
        {t("mark")}
      </Button>
      <span className="contents whitespace-normal text-left">
        {isOpen && <MarkDialog {...props} onClose={() => setIsOpen(false)} />}
      </span>
    </>
  );
}

function MarkDialog({ onClose, ...props }: Props & { onClose: () => void }) {
  const t = useTranslations("trust.replace");
  const common = useTranslations("common");
  const { note, setNote, outcome, setOutcome, problem, noteError, pending, submit } = useMark(props.chargeId, onClose);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("dialogTitle", { amount: props.amount })}
      lead={t("dialogLead", { payment: props.payment, matter: props.matter })}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="primary" pending={pending} pendingLabel={t("pending")} onClick={submit}>
            {t("submit")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      {props.mayBeCovered && (
        <div className="mb-4">
          <RadioSegment
            id="replace-how"
            name="outcome"
            label={t("how")}
            value={outcome}
            onValue={(value) => setOutcome(value === "covered" ? "covered" : "replaced")}
            options={[
              { value: "replaced", label: t("replaced", { operating: props.operating }) },
              { value: "covered", label: t("covered") },
            ]}
          />
          {outcome === "covered" && <p className="mt-2 text-ink-2 text-sm">{t("coveredHint")}</p>}
        </div>
      )}
      <TextField
        id="replace-note"
        name="note"
        label={t("note")}
        required={common("required")}
        hint={t("noteHint")}
        error={noteError}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}

function useMark(chargeId: string, onDone: () => void) {
  const t = useTranslations("trust.replace");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [note, setNote] = useState("");
  const [outcome, setOutcome] = useState<ReplacementOutcome>("replaced");
  const [problem, setProblem] = useState<string | null>(null);
  const [noteError, setNoteError] = useState<string | null>(null);

  function submit() {
    if (pending) return;
    if (note.trim() === "") return setNoteError(t("noteMissing"));
    setNoteError(null);
    start(async () => {
      const answer = await markReplacedAction({ chargeIds: [chargeId], outcome, note }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      onDone();
      router.refresh();
    });
  }

  return { note, setNote, outcome, setOutcome, problem, noteError, pending, submit };
}
