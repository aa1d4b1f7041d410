"use server";

import { saveFirmProfile } from "@/lib/firms/save-firm-profile";
import { FirmProfileInput } from "@/lib/firms/schemas";
import { staffAction } from "@/lib/http/staff-action";

export const saveFirmProfileAction = staffAction({
  permission: "settings.manage",
  input: FirmProfileInput,
  verb: saveFirmProfile,
  revalidate: ["/staff/settings", "/staff/settings/firm"],
});
