"use client";

import { useTranslations } from "next-intl";
import { FormText } from "@/components/forms/form-fields";
import { FormTicks } from "@/components/forms/form-ticks";
import { EVENT_TYPES, type EventType } from "@/lib/event-endpoints/model";
import { CreateEndpointInput } from "@/lib/event-endpoints/schemas";
import { MadeOnce } from "../../../_components/made-once";
import { createEndpointAction } from "../actions";
import { MakingForm } from "./making-form";
import { SecretOnce } from "./secret-once";

type Made = { secret: string };
type Values = { url: string; events: EventType[] };

/** Address and events; then the secret that calls are signed with, once. */
export function AddEndpoint() {
  const t = useTranslations("apiSettings.addHook");
  const common = useTranslations("common");
  return (
    <MadeOnce<Made>
      open={t("open")}
      title={t("title")}
      lead={t("lead")}
      form={(steps) => (
        <MakingForm<Values, Made>
          {...steps}
          schema={CreateEndpointInput}
          defaultValues={{ url: "", events: [] }}
          action={createEndpointAction}
          cancel={t("cancel")}
          submit={t("submit")}
        >
          <FormText
            name="url"
            label={t("url")}
            hint={t("urlHint")}
            required={common("required")}
            type="url"
            autoComplete="off"
            autoFocus
          />
          <FormTicks
            name="events"
            label={t("events")}
            options={EVENT_TYPES.map((value) => ({ value, label: <span className="code-text">{value}</span> }))}
          />
        </MakingForm>
      )}
      shown={({ secret }, onClose) => (
        <SecretOnce what="signing" title={t("made")} label={t("secret")} secret={secret} onClose={onClose} />
      )}
    />
  );
}
