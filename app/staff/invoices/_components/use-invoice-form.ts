"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { createInvoiceAction, updateInvoiceAction } from "../actions";
import { inputOf, type TypedInvoice, type TypedLine } from "./typed-invoice";

export type InvoiceFormStart = {
  typed: TypedInvoice;
  payerId: string | null;
  /** Of a draft that exists. */
  draft: { invoiceId: string; revision: number } | null;
  requestKey: string;
};

/** What is typed, what is wrong with it, and the press that saves it. */
export function useInvoiceForm(start: InvoiceFormStart) {
  const t = useTranslations("invoices.form");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [typed, setTyped] = useState(start.typed);
  const [nextKey, setNextKey] = useState(start.typed.lines.length);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);

  const change = (next: Partial<TypedInvoice>) => setTyped((current) => ({ ...current, ...next }));

  function changeLine(key: number, next: Partial<TypedLine>) {
    setTyped((current) => ({
      ...current,
      lines: current.lines.map((line) => (line.key === key ? { ...line, ...next } : line)),
    }));
  }

  function addLine(make: (key: number) => TypedLine) {
    setTyped((current) => ({ ...current, lines: [...current.lines, make(nextKey)] }));
    setNextKey(nextKey + 1);
  }

  function removeLine(key: number) {
    setErrors({});
    setTyped((current) => ({ ...current, lines: current.lines.filter((line) => line.key !== key) }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const input = { ...inputOf(typed), payerId: start.payerId };
      const answer = await (start.draft
        ? updateInvoiceAction({ ...input, ...start.draft })
        : createInvoiceAction({ ...input, requestKey: start.requestKey })
      ).catch(() => null);
      const fields = answer && !answer.ok ? answer.fields : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      if (answer?.ok) router.push(`/staff/invoices/${answer.data.id}${start.draft ? "" : "?made=1"}`);
    });
  }

  const errorOf = (path: string) => errors[path] ?? null;
  return { typed, change, changeLine, addLine, removeLine, submit, pending, problem, errorOf };
}

export type InvoiceForm = ReturnType<typeof useInvoiceForm>;
