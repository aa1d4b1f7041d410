"use server";

import { cancelExport } from "@/lib/exports/cancel-export";
import { retryExport } from "@/lib/exports/retry-export";
import { ExportIdInput } from "@/lib/exports/schemas";
import { staffAction } from "@/lib/http/staff-action";

const CHANGED = ["/staff/exports"];

export const cancelExportAction = staffAction({
  permission: "payments.view",
  input: ExportIdInput,
  verb: cancelExport,
  revalidate: CHANGED,
});

export const retryExportAction = staffAction({
  permission: "payments.view",
  input: ExportIdInput,
  verb: retryExport,
  revalidate: CHANGED,
});
