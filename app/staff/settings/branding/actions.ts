"use server";

import { removeLogo } from "@/lib/branding/remove-logo";
import { saveBranding } from "@/lib/branding/save-branding";
import { BrandingInput, RemoveLogoInput } from "@/lib/branding/schemas";
import { staffAction } from "@/lib/http/staff-action";

export const saveBrandingAction = staffAction({
  permission: "settings.manage",
  input: BrandingInput,
  verb: saveBranding,
  revalidate: ["/staff/settings", "/staff/settings/branding"],
});

export const removeLogoAction = staffAction({
  permission: "settings.manage",
  input: RemoveLogoInput,
  verb: removeLogo,
  revalidate: ["/staff/settings", "/staff/settings/branding"],
});
