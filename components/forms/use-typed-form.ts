"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";

type TextName<Values> = { [Name in keyof Values]: Values[Name] extends string ? Name : never }[keyof Values] & string;

type Options<Values, Data> = {
  /** What stands in the fields at first, as it is typed: figures as text. */
  start: () => Values;
  /** Reads what is typed and sends it; what cannot be read is sent so that the server refuses it with a sentence. */
  send: (values: Values) => Promise<ActionResult<Data>>;
  /** Said when no answer came. */
  unreachable: string;
  /** In place of drawing the page anew. */
  onDone?: (data: Data) => void;
};

/** A form of plain fields: what is typed, what is wrong with it, and the press that saves it. After a refusal the first wrong field has the focus. */
export function useTypedForm<Values extends object, Data>({ start, send, unreachable, onDone }: Options<Values, Data>) {
  const router = useRouter();
  const formRef = useRef<HTMLFormElement>(null);
  const [pending, transition] = useTransition();
  const [values, setValues] = useState<Values>(start);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  useEffect(() => {
    if (Object.keys(errors).length > 0) formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  function change(next: Partial<Values> | ((current: Values) => Partial<Values>)) {
    setSaved(false);
    setValues((current) => ({ ...current, ...(typeof next === "function" ? next(current) : next) }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const answer = await send(values).catch(() => null);
      const fields = answer && !answer.ok ? (answer.fields ?? []) : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      setProblem(answer?.ok ? null : (answer?.message ?? unreachable));
      setSaved(answer?.ok ?? false);
      if (!answer?.ok) return;
      if (onDone) onDone(answer.data);
      else router.refresh();
    });
  }

  const errorOf = (path: string): string | null => errors[path] ?? null;
  /** The first error of a list or of what stands in it. */
  const errorWithin = (path: string): string | null =>
    errorOf(path) ?? errors[Object.keys(errors).find((one) => one.startsWith(`${path}.`)) ?? ""] ?? null;
  /** Ties a text to its field. `path`: of the value, where it is sent under another name. */
  const field = (name: TextName<Values>, path: string = name) => ({
    ...{ id: name, name, value: String(values[name]), error: errorWithin(path) },
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value } as Partial<Values>),
  });
  const forgetErrors = () => setErrors({});
  return { formRef, values, change, field, errorOf, forgetErrors, submit, pending, problem, isSaved };
}
