"use client";

import { createContext, useContext, useEffect } from "react";

/** What the fields of one form tell the form: how they are called, and what a text that cannot be read needs. */
export type FormDesk = {
  formId: string;
  labels: Map<string, string>;
  refusals: Map<string, string>;
};

const FormDeskContext = createContext<FormDesk | null>(null);
export const FormDeskProvider = FormDeskContext;

export function useFormDesk(): FormDesk {
  const desk = useContext(FormDeskContext);
  if (!desk) throw new Error("A form field needs an ActionForm above it");
  return desk;
}

/** Makes the field known under its label, so that the summary can name it. Answers its id. */
export function useFieldId(name: string, label: string): string {
  const desk = useFormDesk();
  useEffect(() => {
    desk.labels.set(name, label);
    return () => {
      desk.labels.delete(name);
      desk.refusals.delete(name);
    };
  }, [desk, name, label]);
  return fieldIdOf(desk.formId, name);
}

export function fieldIdOf(formId: string, path: string): string {
  return `${formId}-${path.replaceAll(".", "-")}`;
}
