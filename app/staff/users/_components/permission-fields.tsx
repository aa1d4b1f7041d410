"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { FormTicks } from "@/components/forms/form-ticks";
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
  const set = (role: Role) => setValue("permissions", [...ROLES[role]], { shouldDirty: true, shouldValidate: true });
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
          if (role) set(role);
        }}
        options={[
          ...ROLE_NAMES.map((role) => ({ value: role, label: t(`role.${role}`), disabled: !mayGive(role) })),
          { value: "custom", label: t("role.custom"), disabled: true },
        ]}
      />
      <FormTicks
        name="permissions"
        label={t("form.permissions")}
        options={PERMISSIONS.map((value) => ({
          value,
          label: names(value.replace(".", "_") as "payments_view"),
          hint: held.includes(value) ? undefined : t("form.notHeld"),
          // What one does not hold can be taken away, but not given.
          disabled: !held.includes(value) && !chosen.includes(value),
        }))}
      />
    </>
  );
}
