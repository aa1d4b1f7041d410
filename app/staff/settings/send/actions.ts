"use server";

import { staffAction } from "@/lib/http/staff-action";
import { saveLinkSettings } from "@/lib/link-settings/save-link-settings";
import { LinkSettingsInput } from "@/lib/link-settings/schemas";

export const saveLinkSettingsAction = staffAction({
  permission: "settings.manage",
  input: LinkSettingsInput,
  verb: saveLinkSettings,
  revalidate: ["/staff/settings", "/staff/send"],
});
