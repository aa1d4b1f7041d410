"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { PERMISSIONS, type Permission, type UserDetail } from "@/lib/staff/model";
import { ChangePermissionsInput } from "@/lib/staff/schemas";
import { PermissionFields } from "../../_components/permission-fields";
import { changePermissionsAction } from "../../actions";

type Props = {
  user: UserDetail;
  held: readonly Permission[];
  /** Why the reader may not change them. */
  refusal: string | null;
};

type Typed = { userId: string; permissions: Permission[]; before: Permission[] };

/** What somebody may do; holds from their next press on. */
export function PermissionsForm({ user, held, refusal }: Props) {
  if (refusal) return <HeldPermissions permissions={user.permissions} />;
  return <Changeable key={user.permissions.join()} user={user} held={held} />;
}

function Changeable({ user, held }: Omit<Props, "refusal">) {
  const t = useTranslations("users");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const { id: userId, permissions } = user;
  const form = useActionForm<Typed, { changed: boolean }>({
    schema: ChangePermissionsInput,
    defaultValues: { userId, permissions, before: permissions },
    action: changePermissionsAction,
    onDone: () => {
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="form-stack">
      <PermissionFields held={held} />
      <div className="actions">
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("form.saving")}>
          {t("form.save")}
        </FormSubmit>
        <span role="status" className="text-ok text-sm">
          {isSaved && !form.pending && t("form.saved")}
        </span>
      </div>
    </ActionForm>
  );
}

function HeldPermissions({ permissions }: { permissions: readonly Permission[] }) {
  const names = useTranslations("staff.permission");
  return (
    <ul className="grid gap-1 sm:grid-cols-2">
      {PERMISSIONS.filter((one) => permissions.includes(one)).map((one) => (
        <li key={one}>{names(one.replace(".", "_") as "payments_view")}</li>
      ))}
    </ul>
  );
}
