"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { useFieldError } from "@/components/forms/form-fields";
import { CheckField } from "@/components/ui/check-field";
import { SelectField } from "@/components/ui/select-field";
import { PERMISSIONS, type Permission, ROLE_NAMES, ROLES, type Role } from "@/lib/staff/model";
import { roleOf } from "@/lib/staff/rules";

type Props = {
  /** What the reader may give: only what they hold themselves. */
  held: readonly Permission[];
};

/** A role fills the boxes; the boxes are what counts. The form holds `permissions`. */
export function PermissionFields({ held }: Props) {
  const t = useTranslations("users");
  const names = useTranslations("staff.permission");
  const { setValue, control } = useFormContext<{ permissions: Permission[] }>();
  const chosen = useWatch({ control, name: "permissions" });
  const error = useFieldError("permissions");
  const set = (next: readonly Permission[]) =>
    setValue(
      "permissions",
      PERMISSIONS.filter((one) => next.includes(one)),
      { shouldDirty: true, shouldValidate: true },
    );
  const mayGive = (role: Role) => ROLES[role].every((one) => held.includes(one));
  return (
    <>
      <SelectField
        id="role"
        label={t("form.role")}
        hint={t("form.roleHint")}
        value={roleOf(chosen)}
        onChange={(event) => {
          const role = ROLE_NAMES.find((name) => name === event.target.value);
          if (role) set(ROLES[role]);
        }}
        options={[
          ...ROLE_NAMES.map((role) => ({ value: role, label: t(`role.${role}`), disabled: !mayGive(role) })),
          { value: "custom", label: t("role.custom"), disabled: true },
        ]}
      />
      <fieldset className="field">
        <legend className="field-label">{t("form.permissions")}</legend>
        <div className="grid gap-x-5 gap-y-2 sm:grid-cols-2">
          {PERMISSIONS.map((permission) => (
            <CheckField
              key={permission}
              id={`may-${permission}`}
              label={names(permission.replace(".", "_") as "payments_view")}
              hint={held.includes(permission) ? undefined : t("form.notHeld")}
              checked={chosen.includes(permission)}
              // What one does not hold can be taken away, but not given.
              disabled={!held.includes(permission) && !chosen.includes(permission)}
              onChange={(event) =>
                set(event.target.checked ? [...chosen, permission] : chosen.filter((one) => one !== permission))
              }
            />
          ))}
        </div>
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
      </fieldset>
    </>
  );
}
