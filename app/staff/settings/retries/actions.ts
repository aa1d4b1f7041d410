"use server";

import { staffAction } from "@/lib/http/staff-action";
import { saveRetryPolicy } from "@/lib/retries/save-retry-policy";
import { RetryPolicyInput } from "@/lib/retries/schemas";

export const saveRetryPolicyAction = staffAction({
  permission: "settings.manage",
  input: RetryPolicyInput,
  verb: saveRetryPolicy,
  revalidate: ["/staff/settings", "/staff/settings/retries"],
});
