import { seal, unseal } from "@/lib/platform/secrets";

// A mail holds links that pay or show receipts. Stored in the clear, a copy of the database would be a bundle of open links.
function bodyPlace(firmId: string): string {
  return `${firmId}/mails.body`;
}

export function sealBody(firmId: string, body: string): string {
  return seal(body, bodyPlace(firmId));
}

/** @throws Error when it was sealed with a key that is gone */
export function openBody(firmId: string, sealed: string): string {
  return unseal(sealed, bodyPlace(firmId));
}
