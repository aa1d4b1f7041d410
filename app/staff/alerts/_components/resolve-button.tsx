"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/text-area-field";
import { closeAlertAction } from "../actions";

type Props = { alertId: string /** "eCheck returned" */; what: string };

/** Closes an alert by hand, with a note of what was done. */
export function ResolveButton(props: Props) {
  const t = useTranslations("alerts.step");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon="check" onClick={() => setIsOpen(true)}>
        {t("resolve")}
      </Button>
      {isOpen && <ResolveDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ResolveDialog({ alertId, what, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("alerts.dialog");
  const common = useTranslations("common");
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [noteProblem, setNoteProblem] = useState<string | null>(null);

  function submit() {
    if (isBusy) return;
    startTransition(async () => {
      const result = await closeAlertAction({ alertId, note }).catch(() => null);
      if (!result) return setProblem(t("unreachable"));
      if (!result.ok) {
        const field = result.fields.find(({ path }) => path === "note");
        setNoteProblem(field?.message ?? null);
        setProblem(field ? null : result.message);
        return;
      }
      router.refresh();
      onClose();
    });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { what })}
      lead={t("lead")}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="primary" pending={isBusy} pendingLabel={t("pending")} onClick={submit}>
            {t("submit")}
          </Button>
        </>
      }
    >
      {problem && <Banner tone="danger" role="alert" title={problem} className="mb-4" />}
      <TextAreaField
        id="alert-note"
        name="note"
        label={t("note")}
        hint={t("noteHint")}
        error={noteProblem}
        required={common("required")}
        rows={3}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        autoFocus
      />
    </Dialog>
  );
}
