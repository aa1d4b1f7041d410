import { hashToken, seal } from "@/lib/platform/secrets";
import { receiptTokenPlace } from "@/lib/receipts/issue-receipt";

/** Where the token of a link is sealed for, as lib/pay-links writes it. */
export function linkTokenPlace(firmId: string): string {
  return `${firmId}/pay_links.token`;
}

/** The columns of a link's token. */
export function linkTokenColumns(firmId: string, token: string): { tokenHash: string; tokenSealed: string } {
  return { tokenHash: hashToken(token), tokenSealed: seal(token, linkTokenPlace(firmId)) };
}

/** The columns of a receipt's token. */
export function receiptTokenColumns(firmId: string, token: string): { tokenHash: string; tokenSealed: string } {
  return { tokenHash: hashToken(token), tokenSealed: seal(token, receiptTokenPlace(firmId)) };
}

/** The columns of a request for a payment method. */
export function requestTokenColumns(firmId: string, token: string): { tokenHash: string; tokenSealed: string } {
  return { tokenHash: hashToken(token), tokenSealed: seal(token, `${firmId}/method_requests.token`) };
}

/** The gateway's token of a saved method, as lib/methods seals it. */
export function sealStoredToken(firmId: string, token: string): string {
  return seal(token, `${firmId}/payment_methods.stored_token`);
}
