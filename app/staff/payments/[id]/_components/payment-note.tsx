"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { updateNoteAction } from "../actions";

type Props = { paymentId: string; number: string; note: string; mayEdit: boolean };

/** What staff noted. Whoever may take payments may change it. */
export function PaymentNote({ paymentId, number, note, mayEdit }: Props) {
  const t = useTranslations("payments.detail");
  const [isOpen, setIsOpen] = useState(false);
  if (!note && !mayEdit) return null;
  return (
    <Sheet
      title={t("note")}
      aside={
        mayEdit && (
          <Button size="sm" variant="quiet" icon="pencil" onClick={() => setIsOpen(true)}>
            {t("noteEdit")}
          </Button>
        )
      }
    >
      <p className={note ? "whitespace-pre-line break-words" : "text-ink-3"}>{note || t("noteNone")}</p>
      {isOpen && (
        <NoteDialog paymentId={paymentId} number={number} note={note} mayEdit onClose={() => setIsOpen(false)} />
      )}
    </Sheet>
  );
}

function NoteDialog({ paymentId, number, note, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("payments.detail.noteDialog");
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const [text, setText] = useState(note);
  const [problem, setProblem] = useState<{ isField: boolean; text: string } | null>(null);

  function submit() {
    if (isBusy) return;
    start(async () => {
      const result = await updateNoteAction({ paymentId, note: text }).catch(() => null);
      if (!result) return setProblem({ isField: false, text: t("unreachable") });
      const [field] = result.ok ? [] : result.fields;
      if (!result.ok) return setProblem({ isField: field !== undefined, text: field?.message ?? result.message });
      router.refresh();
      onClose();
    });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { number })}
      lead={t("lead")}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button variant="primary" pending={isBusy} pendingLabel={t("pending")} onClick={submit}>
            {t("save")}
          </Button>
        </>
      }
    >
      {problem && !problem.isField && <Banner tone="danger" role="alert" title={problem.text} className="mb-4" />}
      <TextAreaField
        id="payment-note"
        label={t("field")}
        value={text}
        maxLength={2_000}
        error={problem?.isField ? problem.text : null}
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  );
}
