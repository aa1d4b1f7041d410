"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { useFieldId } from "@/components/forms/form-context";
import { FormText, useFieldError } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Dialog } from "@/components/ui/dialog";
import { API_KEY_PERMISSIONS } from "@/lib/api-keys/model";
import { CreateApiKeyInput } from "@/lib/api-keys/schemas";
import type { Permission } from "@/lib/staff/model";
import { createApiKeyAction } from "../actions";
import { SecretOnce } from "./secret-once";

/** Name and rights; then the key, once. */
export function AddKey({ held }: { held: readonly Permission[] }) {
  const t = useTranslations("apiSettings.addKey");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const close = () => {
    setOpen(false);
    if (key) router.refresh();
    setKey(null);
  };
  return (
    <>
      <Button size="sm" icon="plus" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {isOpen && key === null && (
        <Dialog open onClose={close} title={t("title")} lead={t("lead")} actions={null}>
          <KeyForm held={held} onMade={(made) => setKey(made.key)} onClose={close} />
        </Dialog>
      )}
      {isOpen && key !== null && (
        <SecretOnce what="key" title={t("made")} label={t("key")} secret={key} onClose={close} />
      )}
    </>
  );
}

type FormProps = { held: readonly Permission[]; onMade: (made: { key: string }) => void; onClose: () => void };
type Values = { name: string; permissions: Permission[] };

function KeyForm({ held, onMade, onClose }: FormProps) {
  const t = useTranslations("apiSettings.addKey");
  const all = useTranslations("apiSettings");
  const words = useTranslations("errors.field");
  const common = useTranslations("common");
  const form = useActionForm<Values, { key: string }>({
    schema: CreateApiKeyInput,
    defaultValues: { name: "", permissions: [] },
    action: createApiKeyAction,
    onDone: onMade,
    unreachableText: all("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => all("summary", { count })} className="form-stack">
      <FormText
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        required={common("required")}
        autoComplete="off"
        autoFocus
      />
      <Rights held={held} />
      <div className="dialog-actions mt-6">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={all("pending")}>
          {t("submit")}
        </FormSubmit>
      </div>
    </ActionForm>
  );
}

/** Nobody gives what they do not hold. */
function Rights({ held }: { held: readonly Permission[] }) {
  const t = useTranslations("apiSettings.addKey");
  const names = useTranslations("staff.permission");
  const { setValue, control } = useFormContext<Values>();
  const chosen = useWatch({ control, name: "permissions" });
  const error = useFieldError("permissions");
  const fieldId = useFieldId("permissions", t("may"));
  const tick = (one: Permission, isOn: boolean) =>
    setValue("permissions", isOn ? [...chosen, one] : chosen.filter((other) => other !== one), {
      shouldValidate: true,
    });
  return (
    <fieldset id={fieldId} tabIndex={-1} className="field">
      <legend className="field-label mb-2">{t("may")}</legend>
      <div className="grid gap-x-5 gap-y-2 sm:grid-cols-2">
        {API_KEY_PERMISSIONS.map((one) => (
          <CheckField
            key={one}
            id={`key-may-${one}`}
            label={names(one.replace(".", "_") as "payments_view")}
            checked={chosen.includes(one)}
            disabled={!held.includes(one)}
            onChange={(event) => tick(one, event.target.checked)}
          />
        ))}
      </div>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
