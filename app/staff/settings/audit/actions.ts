"use server";

import { z } from "zod";
import { askAuditCheck } from "@/lib/audit/check-audit";
import { staffAction } from "@/lib/http/staff-action";

export const askAuditCheckAction = staffAction({
  permission: "settings.manage",
  input: z.null(),
  verb: askAuditCheck,
});
