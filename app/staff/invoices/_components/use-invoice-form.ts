"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTypedForm } from "@/components/forms/use-typed-form";
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
  const [nextKey, setNextKey] = useState(start.typed.lines.length);
  const form = useTypedForm({
    start: () => start.typed,
    send: (typed) => {
      const input = { ...inputOf(typed), payerId: start.payerId };
      return start.draft
        ? updateInvoiceAction({ ...input, ...start.draft })
        : createInvoiceAction({ ...input, requestKey: start.requestKey });
    },
    unreachable: t("unreachable"),
    onDone: ({ id }) => router.push(`/staff/invoices/${id}${start.draft ? "" : "?made=1"}`),
  });

  function changeLine(key: number, next: Partial<TypedLine>) {
    form.change(({ lines }) => ({ lines: lines.map((line) => (line.key === key ? { ...line, ...next } : line)) }));
  }

  function addLine(make: (key: number) => TypedLine) {
    form.change(({ lines }) => ({ lines: [...lines, make(nextKey)] }));
    setNextKey(nextKey + 1);
  }

  /** The errors name lines by their place, which changes. */
  function removeLine(key: number) {
    form.forgetErrors();
    form.change(({ lines }) => ({ lines: lines.filter((line) => line.key !== key) }));
  }

  return { ...form, changeLine, addLine, removeLine };
}

export type InvoiceForm = ReturnType<typeof useInvoiceForm>;
