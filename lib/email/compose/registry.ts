import type { MailKind } from "../model";
import { composeChecking } from "./checking";
import { composeLinkExpired } from "./link-expired";
import type { Composer } from "./parts";
import { composePayLink } from "./pay-link";
import { composeReceipt } from "./receipt";
import { composeRefundReceipt } from "./refund-receipt";

/** One line per kind of mail; a kind without one does not compile. */
export const COMPOSERS: Record<MailKind, Composer> = {
  "pay-link": composePayLink,
  receipt: composeReceipt,
  "refund-receipt": composeRefundReceipt,
  "link-expired": composeLinkExpired,
  checking: composeChecking,
};
