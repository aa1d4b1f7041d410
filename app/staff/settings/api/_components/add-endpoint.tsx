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
import { EVENT_TYPES, type EventType } from "@/lib/event-endpoints/model";
import { CreateEndpointInput } from "@/lib/event-endpoints/schemas";
import { createEndpointAction } from "../actions";
import { SecretOnce } from "./secret-once";

/** Address and events; then the secret that calls are signed with, once. */
export function AddEndpoint() {
  const t = useTranslations("apiSettings.addHook");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setOpen(false);
    if (secret) router.refresh();
    setSecret(null);
  };
  return (
    <>
      <Button size="sm" icon="plus" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {isOpen && secret === null && (
        <Dialog open onClose={close} title={t("title")} lead={t("lead")} actions={null}>
          <EndpointForm onMade={(made) => setSecret(made.secret)} onClose={close} />
        </Dialog>
      )}
      {isOpen && secret !== null && (
        <SecretOnce what="signing" title={t("made")} label={t("secret")} secret={secret} onClose={close} />
      )}
    </>
  );
}

type FormProps = { onMade: (made: { secret: string }) => void; onClose: () => void };
type Values = { url: string; events: EventType[] };

function EndpointForm({ onMade, onClose }: FormProps) {
  const t = useTranslations("apiSettings.addHook");
  const all = useTranslations("apiSettings");
  const words = useTranslations("errors.field");
  const common = useTranslations("common");
  const form = useActionForm<Values, { secret: string }>({
    schema: CreateEndpointInput,
    defaultValues: { url: "", events: [] },
    action: createEndpointAction,
    onDone: onMade,
    unreachableText: all("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => all("summary", { count })} className="form-stack">
      <FormText
        name="url"
        label={t("url")}
        hint={t("urlHint")}
        required={common("required")}
        type="url"
        autoComplete="off"
        autoFocus
      />
      <Events />
      <div className="dialog-actions mt-6">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={all("pending")}>
          {t("submit")}
        </FormSubmit>
      </div>
    </ActionForm>
  );
}

function Events() {
  const t = useTranslations("apiSettings.addHook");
  const { setValue, control } = useFormContext<Values>();
  const chosen = useWatch({ control, name: "events" });
  const error = useFieldError("events");
  const fieldId = useFieldId("events", t("events"));
  const tick = (one: EventType, isOn: boolean) =>
    setValue("events", isOn ? [...chosen, one] : chosen.filter((other) => other !== one), { shouldValidate: true });
  return (
    <fieldset id={fieldId} tabIndex={-1} className="field">
      <legend className="field-label mb-2">{t("events")}</legend>
      <div className="grid gap-x-5 gap-y-2 sm:grid-cols-2">
        {EVENT_TYPES.map((one) => (
          <CheckField
            key={one}
            id={`told-${one}`}
            label={<span className="code-text">{one}</span>}
            checked={chosen.includes(one)}
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
