"use server";

import { z } from "zod";
import { closeBreak } from "@/lib/comparisons/close-break";
import { compareAccountsNow } from "@/lib/comparisons/compare-accounts-now";
import { CloseBreakInput } from "@/lib/comparisons/schemas";
import { staffAction } from "@/lib/http/staff-action";

const CHANGED = ["/staff/settings", "/staff/settings/books"];

export const compareNowAction = staffAction({
  permission: "settings.manage",
  input: z.null(),
  verb: compareAccountsNow,
  revalidate: CHANGED,
});

export const closeBreakAction = staffAction({
  permission: "settings.manage",
  input: CloseBreakInput,
  verb: closeBreak,
  revalidate: CHANGED,
});
