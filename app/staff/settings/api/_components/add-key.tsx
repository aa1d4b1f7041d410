"use client";

import { useTranslations } from "next-intl";
import { FormText } from "@/components/forms/form-fields";
import { FormTicks } from "@/components/forms/form-ticks";
import { API_KEY_PERMISSIONS } from "@/lib/api-keys/model";
import { CreateApiKeyInput } from "@/lib/api-keys/schemas";
import type { Permission } from "@/lib/staff/model";
import { MadeOnce } from "../../../_components/made-once";
import { createApiKeyAction } from "../actions";
import { MakingForm } from "./making-form";
import { SecretOnce } from "./secret-once";

type Made = { key: string };
type Values = { name: string; permissions: Permission[] };

/** Name and rights; then the key, once. */
export function AddKey({ held }: { held: readonly Permission[] }) {
  const t = useTranslations("apiSettings.addKey");
  const names = useTranslations("staff.permission");
  const common = useTranslations("common");
  // Nobody gives what they do not hold.
  const rights = API_KEY_PERMISSIONS.map((value) => ({
    value,
    label: names(value.replace(".", "_") as "payments_view"),
    disabled: !held.includes(value),
  }));
  return (
    <MadeOnce<Made>
      open={t("open")}
      title={t("title")}
      lead={t("lead")}
      form={(steps) => (
        <MakingForm<Values, Made>
          {...steps}
          schema={CreateApiKeyInput}
          defaultValues={{ name: "", permissions: [] }}
          action={createApiKeyAction}
          cancel={t("cancel")}
          submit={t("submit")}
        >
          <FormText
            name="name"
            label={t("name")}
            hint={t("nameHint")}
            required={common("required")}
            autoComplete="off"
            autoFocus
          />
          <FormTicks name="permissions" label={t("may")} options={rights} />
        </MakingForm>
      )}
      shown={({ key }, onClose) => (
        <SecretOnce what="key" title={t("made")} label={t("key")} secret={key} onClose={onClose} />
      )}
    />
  );
}
