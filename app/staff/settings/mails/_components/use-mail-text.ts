"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import type { ActionResult } from "@/lib/http/action-result";
import { type MailPreview, NO_WORDS, type OwnWords } from "@/lib/mail-texts/model";
import type { MailTextInput } from "@/lib/mail-texts/schemas";
import { previewMailTextAction, saveMailTextAction, sendTestMailAction } from "../actions";

type Start = Pick<MailTextInput, "kind" | "locale"> & { start: OwnWords; preview: MailPreview };

/** While one types, the preview follows after a short rest. */
const REST_MS = 500;

/** What is typed, the mail as it reads with it, and what can be done with it. */
export function useMailText({ kind, locale, start, preview }: Start) {
  const t = useTranslations("firmSettings.mails");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [values, setValues] = useState<OwnWords>(start);
  const [shown, setShown] = useState(preview);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState("");
  const rest = useRef<ReturnType<typeof setTimeout> | null>(null);
  const newest = useRef(0);
  useEffect(() => () => clearTimeout(rest.current ?? undefined), []);

  function take(answer: ActionResult<unknown> | null) {
    const fields = answer && !answer.ok ? answer.fields : [];
    setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
    setProblem(answer?.ok || fields.length > 0 ? null : (answer?.message ?? t("unreachable")));
  }

  async function look(words: OwnWords) {
    newest.current += 1;
    const own = newest.current;
    const answer = await previewMailTextAction({ kind, locale, ...words }).catch(() => null);
    if (own !== newest.current) return;
    take(answer);
    if (answer?.ok) setShown(answer.data);
  }

  function change(next: Partial<OwnWords>) {
    const words = { ...values, ...next };
    setDone("");
    setValues(words);
    clearTimeout(rest.current ?? undefined);
    rest.current = setTimeout(() => void look(words), REST_MS);
  }

  const save = (words: OwnWords, said: string) =>
    transition(async () => {
      const answer = await saveMailTextAction({ kind, locale, ...words }).catch(() => null);
      take(answer);
      setDone(answer?.ok ? said : "");
      if (!answer?.ok) return;
      setValues(words);
      await look(words);
      router.refresh();
    });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) save(values, t("saved"));
  };
  const reset = () => !pending && save(NO_WORDS, t("wasReset"));
  const sendTest = () =>
    !pending &&
    transition(async () => {
      const answer = await sendTestMailAction({ kind, locale, ...values }).catch(() => null);
      take(answer);
      setDone(answer?.ok ? t("tested", { address: answer.data.toAddress }) : "");
    });

  const errorOf = (path: string) => errors[path] ?? null;
  return { values, shown, change, submit, reset, sendTest, pending, problem, done, errorOf };
}
