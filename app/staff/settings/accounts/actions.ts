"use server";

import { staffAction } from "@/lib/http/staff-action";
import { checkMerchantAccount } from "@/lib/merchant-accounts/check-merchant-account";
import { saveMerchantAccount } from "@/lib/merchant-accounts/save-merchant-account";
import { AccountIdInput, AccountInput } from "@/lib/merchant-accounts/schemas";

export const saveAccountAction = staffAction({
  permission: "settings.manage",
  input: AccountInput,
  verb: saveMerchantAccount,
  revalidate: ["/staff/settings/accounts", "/staff/send/quick-link"],
});

export const checkAccountAction = staffAction({
  permission: "settings.manage",
  input: AccountIdInput,
  verb: checkMerchantAccount,
});
