import AutoPayFailedMail from "@/emails/auto-pay-failed";
import AutoPayNoticeMail from "@/emails/auto-pay-notice";
import CheckingMail from "@/emails/checking";
import ExpiringCardMail from "@/emails/expiring-card";
import InvoiceMail from "@/emails/invoice";
import InvoiceReminderMail from "@/emails/invoice-reminder";
import LinkExpiredMail from "@/emails/link-expired";
import LinkReminderMail from "@/emails/link-reminder";
import MethodRequestMail from "@/emails/method-request";
import MethodSavedMail from "@/emails/method-saved";
import PasswordResetMail from "@/emails/password-reset";
import PayLinkMail from "@/emails/pay-link";
import ReceiptMail from "@/emails/receipt";
import RefundReceiptMail from "@/emails/refund-receipt";
import RefundRequestMail from "@/emails/refund-request";
import ReportMail from "@/emails/report";
import ReturnNoticeMail from "@/emails/return-notice";
import ScheduleAgreedMail from "@/emails/schedule-agreed";
import ScheduleFailedMail from "@/emails/schedule-failed";
import ScheduleReminderMail from "@/emails/schedule-reminder";
import SettledNoticeMail from "@/emails/settled-notice";
import StaffNoticeMail from "@/emails/staff-notice";
import type { MailTemplate } from "@/emails/template";
import UserInviteMail from "@/emails/user-invite";
import VoidNoticeMail from "@/emails/void-notice";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { receiptWordsFor } from "@/lib/receipt-texts/rules";
import { draftOf, type MailDraft, mailFirmOf } from "./compose/parts";
import type { MailFirm, MailKind } from "./model";

type Sample = (locale: Locale, firm: FirmView) => MailDraft;

function sampleOf<Facts extends { locale: Locale; firm: MailFirm }>(
  template: MailTemplate<Facts>,
  more: (locale: Locale, firm: FirmView) => Partial<Facts> = () => ({}),
): Sample {
  return (locale, firm) =>
    draftOf(template, { ...template.PreviewProps, ...more(locale, firm), locale, firm: mailFirmOf(firm) });
}

/** One line per kind of mail; a kind without one does not compile. */
const SAMPLES: Record<MailKind, Sample> = {
  // Its own message would stand in one language only.
  "pay-link": sampleOf(PayLinkMail, () => ({ message: "" })),
  "link-reminder": sampleOf(LinkReminderMail),
  invoice: sampleOf(InvoiceMail),
  "invoice-reminder": sampleOf(InvoiceReminderMail),
  receipt: sampleOf(ReceiptMail, (locale, firm) => receiptWordsFor(firm, { locale, isHeld: true })),
  "settled-notice": sampleOf(SettledNoticeMail),
  "return-notice": sampleOf(ReturnNoticeMail),
  "void-notice": sampleOf(VoidNoticeMail),
  "refund-receipt": sampleOf(RefundReceiptMail),
  "link-expired": sampleOf(LinkExpiredMail),
  checking: sampleOf(CheckingMail),
  "method-request": sampleOf(MethodRequestMail),
  "method-saved": sampleOf(MethodSavedMail),
  "expiring-card": sampleOf(ExpiringCardMail),
  "schedule-agreed": sampleOf(ScheduleAgreedMail),
  "schedule-reminder": sampleOf(ScheduleReminderMail),
  "schedule-failed": sampleOf(ScheduleFailedMail),
  "auto-pay-failed": sampleOf(AutoPayFailedMail),
  "auto-pay-notice": sampleOf(AutoPayNoticeMail),
  "refund-request": sampleOf(RefundRequestMail),
  report: sampleOf(ReportMail),
  "user-invite": sampleOf(UserInviteMail),
  "password-reset": sampleOf(PasswordResetMail),
  "staff-notice": sampleOf(StaffNoticeMail),
};

/** A mail of this kind about people and sums that there are not, from the firm as it is. */
export function sampleMail(kind: MailKind, { locale, firm }: { locale: Locale; firm: FirmView }): MailDraft {
  return SAMPLES[kind](locale, firm);
}
