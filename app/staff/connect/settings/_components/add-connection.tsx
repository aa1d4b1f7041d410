"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { CreateConnectionInput } from "@/lib/connections/schemas";
import { MATTER_SYSTEM_NAMES, MATTER_SYSTEMS } from "@/lib/matter-systems/model";
import { MadeOnce } from "../../../_components/made-once";
import { addConnectionAction } from "../actions";
import { ConnectionKey, type MadeConnection } from "./connection-key";

/** Name and matter system; then the key, once, with what to paste at the service. */
export function AddConnection() {
  const t = useTranslations("connectSettings.add");
  return (
    <MadeOnce<MadeConnection>
      open={t("open")}
      title={t("title")}
      lead={t("lead")}
      form={(steps) => <AddForm {...steps} />}
      shown={(made, onClose) => <ConnectionKey made={made} onClose={onClose} />}
    />
  );
}

type Values = { name: string; system: (typeof MATTER_SYSTEMS)[number] };

function AddForm({ onMade, onClose }: { onMade: (made: MadeConnection) => void; onClose: () => void }) {
  const t = useTranslations("connectSettings.add");
  const all = useTranslations("connectSettings");
  const words = useTranslations("errors.field");
  const common = useTranslations("common");
  const form = useActionForm<Values, MadeConnection>({
    schema: CreateConnectionInput,
    defaultValues: { name: "", system: "enterprise" },
    action: addConnectionAction,
    onDone: onMade,
    unreachableText: all("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => all("summary", { count })} className="form-stack">
      <FormText
        name="name"
        label={t("name")}
        required={common("required")}
        hint={t("nameHint")}
        autoComplete="off"
        autoFocus
      />
      <FormSelect
        name="system"
        label={t("system")}
        options={MATTER_SYSTEMS.map((value) => ({ value, label: MATTER_SYSTEM_NAMES[value] }))}
      />
      <div className="dialog-actions mt-6">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("pending")}>
          {t("submit")}
        </FormSubmit>
      </div>
    </ActionForm>
  );
}
