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
