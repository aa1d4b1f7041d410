/** Where the pages of a payer's Auto-Pays are. */

export function newAutoPayAddress(payerId: string): string {
  return `/staff/payers/${payerId}/auto-pays/new`;
}

export function autoPayAddress(
  payerId: string,
  autoPayId: string,
  step: "" | "edit" | "enroll" | "review" = "",
): string {
  const page = `/staff/payers/${payerId}/auto-pays/${autoPayId}`;
  if (step === "") return page;
  return step === "review" ? `${page}?review=1` : `${page}/${step}`;
}
