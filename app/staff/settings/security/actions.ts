"use server";

import { staffAction } from "@/lib/http/staff-action";
import { saveSecurity } from "@/lib/staff/save-security";
import { SecurityInput } from "@/lib/staff/schemas";

export const saveSecurityAction = staffAction({
  permission: "settings.manage",
  input: SecurityInput,
  verb: saveSecurity,
  revalidate: ["/staff/settings", "/staff/settings/security"],
});
