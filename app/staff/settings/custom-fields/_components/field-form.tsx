"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheck, FormSegment, FormText, FormTextArea } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { type CustomFieldView, FIELD_KINDS, type FieldModule } from "@/lib/custom-fields/model";
import { CustomFieldForm, type CustomFieldTyped } from "@/lib/custom-fields/schemas";
import { saveCustomFieldAction } from "../actions";

type Props = { module: FieldModule; field: CustomFieldView | null; onClose: () => void };

/** Name, kind, choices, whether it must be given. The kind stays once the field is made. */
export function FieldForm({ module, field, onClose }: Props) {
  const t = useTranslations("customFields");
  const words = useTranslations("errors.field");
  const common = useTranslations("common");
  const summary = useTranslations("enterPayment");
  const form = useActionForm<CustomFieldTyped, { fieldId: string }>({
    schema: CustomFieldForm,
    defaultValues: startOf(module, field),
    action: saveCustomFieldAction,
    onDone: onClose,
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  const kind = useWatch({ control: form.methods.control, name: "kind" });
  return (
    <ActionForm form={form} summaryTitle={(count) => summary("summary", { count })} className="form-stack">
      <FormText
        name="label"
        label={t("dialog.label")}
        required={common("required")}
        hint={t("dialog.labelHint")}
        autoComplete="off"
        autoFocus
      />
      {!field && (
        <FormSegment
          name="kind"
          label={t("dialog.kind")}
          options={FIELD_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      )}
      {kind === "choice" && (
        <FormTextArea
          name="options"
          label={t("dialog.options")}
          required={common("required")}
          hint={t("dialog.optionsHint")}
        />
      )}
      <FormCheck name="isRequired" label={t("dialog.required")} />
      <div className="dialog-actions mt-6">
        <Button onClick={onClose}>{t("dialog.keep")}</Button>
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("dialog.saving")}>
          {t("dialog.save")}
        </FormSubmit>
      </div>
    </ActionForm>
  );
}

function startOf(module: FieldModule, field: CustomFieldView | null): CustomFieldTyped {
  return {
    fieldId: field?.id ?? "",
    module,
    label: field?.label ?? "",
    kind: field?.kind ?? "text",
    options: field?.options.join("\n") ?? "",
    isRequired: field?.isRequired ?? false,
  };
}
