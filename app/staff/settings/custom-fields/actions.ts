"use server";

import { archiveCustomField } from "@/lib/custom-fields/archive-custom-field";
import { moveCustomField } from "@/lib/custom-fields/move-custom-field";
import { saveCustomField } from "@/lib/custom-fields/save-custom-field";
import { ArchiveCustomFieldInput, CustomFieldForm, MoveCustomFieldInput } from "@/lib/custom-fields/schemas";
import { staffAction } from "@/lib/http/staff-action";

const CHANGED = ["/staff/settings", "/staff/settings/custom-fields"];

export const saveCustomFieldAction = staffAction({
  permission: "settings.manage",
  input: CustomFieldForm,
  verb: saveCustomField,
  revalidate: CHANGED,
});

export const moveCustomFieldAction = staffAction({
  permission: "settings.manage",
  input: MoveCustomFieldInput,
  verb: moveCustomField,
  revalidate: CHANGED,
});

export const archiveCustomFieldAction = staffAction({
  permission: "settings.manage",
  input: ArchiveCustomFieldInput,
  verb: archiveCustomField,
  revalidate: CHANGED,
});
