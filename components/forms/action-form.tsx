"use client";

import type { ReactNode } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import { FormDeskProvider } from "@/components/forms/form-context";
import type { ActionForm as ActionFormState } from "@/components/forms/use-action-form";
import { useEarlyTyping } from "@/components/forms/use-early-typing";
import { Banner } from "@/components/ui/banner";
import { ErrorSummary } from "@/components/ui/error-summary";

type ActionFormProps<Values extends FieldValues> = {
  form: ActionFormState<Values>;
  /** "2 fields need a correction" */
  summaryTitle: (count: number) => string;
  className?: string;
  children: ReactNode;
};

/** The form itself: summary or refusal on top, then the fields. Ctrl+Enter (on a Mac the command key) submits from any field. */
export function ActionForm<Values extends FieldValues>({
  form,
  summaryTitle,
  className,
  children,
}: ActionFormProps<Values>) {
  useEarlyTyping(form.desk.formId);
  return (
    <FormDeskProvider value={form.desk}>
      <FormProvider {...form.methods}>
        <form
          id={form.desk.formId}
          // Outside a dialog this method does nothing: pressed before scripts have loaded, no form may put its fields into the address.
          method="dialog"
          noValidate
          className={className}
          onSubmit={form.submit}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit(event);
          }}
        >
          {form.errors.length > 0 && (
            <div className="mb-5">
              <ErrorSummary title={summaryTitle(form.errors.length)} errors={form.errors} attempt={form.attempt} />
            </div>
          )}
          {form.message && (
            <Banner key={form.attempt} tone="danger" title={form.message} role="alert" className="mb-5" />
          )}
          {children}
        </form>
      </FormProvider>
    </FormDeskProvider>
  );
}
