import type { MailKind } from "../model";
import { composeAutoPayFailed } from "./auto-pay-failed";
import { composeAutoPayNotice } from "./auto-pay-notice";
import { composeChecking } from "./checking";
import { composeExpiringCard } from "./expiring-card";
import { composeInvoiceMail, composeInvoiceReminder } from "./invoice";
import { composeLinkExpired } from "./link-expired";
import { composeLinkReminder } from "./link-reminder";
import { composeMethodRequest } from "./method-request";
import { composeMethodSaved } from "./method-saved";
import type { Composer } from "./parts";
import { composePasswordReset } from "./password-reset";
import { composePayLink } from "./pay-link";
import { composeReceipt } from "./receipt";
import { composeRefundReceipt } from "./refund-receipt";
import { composeRefundRequest } from "./refund-request";
import { composeReport } from "./report";
import { composeReturnNotice } from "./return-notice";
import { composeScheduleAgreed } from "./schedule-agreed";
import { composeScheduleFailed } from "./schedule-failed";
import { composeScheduleReminder } from "./schedule-reminder";
import { composeSettledNotice } from "./settled-notice";
import { composeStaffNotice } from "./staff-notice";
import { composeUserInvite } from "./user-invite";
import { composeVoidNotice } from "./void-notice";

/** One line per kind of mail; a kind without one does not compile. */
export const COMPOSERS: Record<MailKind, Composer> = {
  "pay-link": composePayLink,
  "link-reminder": composeLinkReminder,
  invoice: composeInvoiceMail,
  "invoice-reminder": composeInvoiceReminder,
  receipt: composeReceipt,
  "settled-notice": composeSettledNotice,
  "return-notice": composeReturnNotice,
  "void-notice": composeVoidNotice,
  "refund-receipt": composeRefundReceipt,
  "link-expired": composeLinkExpired,
  checking: composeChecking,
  "method-request": composeMethodRequest,
  "method-saved": composeMethodSaved,
  "expiring-card": composeExpiringCard,
  "schedule-agreed": composeScheduleAgreed,
  "schedule-reminder": composeScheduleReminder,
  "schedule-failed": composeScheduleFailed,
  "auto-pay-failed": composeAutoPayFailed,
  "auto-pay-notice": composeAutoPayNotice,
  "refund-request": composeRefundRequest,
  report: composeReport,
  "user-invite": composeUserInvite,
  "password-reset": composePasswordReset,
  "staff-notice": composeStaffNotice,
};
