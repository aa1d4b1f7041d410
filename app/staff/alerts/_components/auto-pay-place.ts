import type { AlertRow } from "@/lib/alerts/model";

/** The page of the Auto-Pay that an alert is about, with its next steps; null for the others. */
export function autoPayPlaceOf({ objectType, objectId, detail }: AlertRow): string | null {
  if (objectType !== "auto_pay" || !detail.payerId) return null;
  return `/staff/payers/${detail.payerId}/auto-pays/${objectId}`;
}
