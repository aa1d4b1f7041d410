"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DefaultValues, FieldValues } from "react-hook-form";
import type { z } from "zod";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionResult } from "@/components/forms/action-result";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";

type Props<Values extends FieldValues, Made> = {
  schema: z.ZodType<unknown, Values>;
  defaultValues: DefaultValues<Values>;
  action: (input: Values) => Promise<ActionResult<Made>>;
  onMade: (made: Made) => void;
  onClose: () => void;
  cancel: string;
  submit: string;
  children: ReactNode;
};

/** The form in a dialog that makes a key or a webhook: its fields, then cancel and the press that makes it. */
export function MakingForm<Values extends FieldValues, Made>(props: Props<Values, Made>) {
  const { schema, defaultValues, action, onMade, onClose, cancel, submit, children } = props;
  const t = useTranslations("apiSettings");
  const words = useTranslations("errors.field");
  const form = useActionForm<Values, Made>({
    schema,
    defaultValues,
    action,
    onDone: onMade,
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="form-stack">
      {children}
      <div className="dialog-actions mt-6">
        <Button onClick={onClose}>{cancel}</Button>
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("pending")}>
          {submit}
        </FormSubmit>
      </div>
    </ActionForm>
  );
}
