"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useNotice } from "@/components/ui/notice";
import { TextAreaField } from "@/components/ui/text-area-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { closeBreakAction } from "../actions";

type Props = {
  breakId: string;
  /** The payment's number, or the gateway's name for the charge. */
  name: string;
  what: string;
  /** The sum in words. */
  difference: string;
};

/** A person's word on a break; the note is what the next one reads. */
export function CloseBreak(props: Props) {
  const t = useTranslations("settings.books.close");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="quiet" className="px-1.5" onClick={() => setIsOpen(true)}>
        {t("open")}
        <VisuallyHidden> {props.name}</VisuallyHidden>
      </Button>
      <span className="contents whitespace-normal text-left">
        {isOpen && <CloseDialog {...props} onClose={() => setIsOpen(false)} />}
      </span>
    </>
  );
}

function CloseDialog({ breakId, name, what, difference, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations("settings.books.close");
  const router = useRouter();
  const say = useNotice();
  const [pending, start] = useTransition();
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [noteError, setNoteError] = useState<string | null>(null);

  function submit() {
    if (pending) return;
    if (note.trim().length < 3) return setNoteError(t("noteShort"));
    start(async () => {
      const answer = await closeBreakAction({ breakId, note }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.message ?? t("unreachable"));
      onClose();
      say(t("done", { name }));
      router.refresh();
    });
  }

  return (
    <Dialog
      open
      onClose={() => !pending && onClose()}
      title={t("title", { difference })}
      lead={t("lead")}
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
      <p className="mb-4 text-sm">
        {name}: <b className="font-semibold">{what}</b>
      </p>
      <TextAreaField
        id="break-note"
        name="note"
        label={t("note")}
        required={t("required")}
        hint={t("noteHint")}
        error={noteError}
        maxLength={500}
        rows={3}
        value={note}
        onChange={(event) => {
          setNote(event.target.value);
          setNoteError(null);
        }}
      />
    </Dialog>
  );
}
