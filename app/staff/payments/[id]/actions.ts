"use server";

import { ItemSearchInput } from "@/lib/connect-payments/schemas";
import { searchItems } from "@/lib/connect-payments/search-items";
import { staffAction } from "@/lib/http/staff-action";
import { savePayerFromPayment } from "@/lib/payers/save-payer-from-payment";
import { SavePayerInput } from "@/lib/payers/schemas";
import { checkPayment } from "@/lib/payments/check-payment";
import { CheckPaymentInput } from "@/lib/payments/schemas";
import { UpdateNoteInput, updatePaymentNote } from "@/lib/payments/update-payment-note";
import { createPosting } from "@/lib/postings/create-posting";
import { CreatePostingInput } from "@/lib/postings/schemas";
import { RecordPrintInput, recordReceiptPrint } from "@/lib/receipts/record-receipt-print";
import { resendReceipt } from "@/lib/receipts/resend-receipt";
import { ResendReceiptInput } from "@/lib/receipts/schemas";
import { approveRefund } from "@/lib/refunds/approve-refund";
import { cancelRefundRequest } from "@/lib/refunds/cancel-refund-request";
import { declineRefund } from "@/lib/refunds/decline-refund";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { ApproveRefundInput, CancelRefundRequestInput, DeclineRefundInput, RefundInput } from "@/lib/refunds/schemas";
import { VoidInput } from "@/lib/voids/schemas";
import { voidPayment } from "@/lib/voids/void-payment";

export const updateNoteAction = staffAction({
  permission: "payments.take",
  input: UpdateNoteInput,
  verb: updatePaymentNote,
  revalidate: ["/staff/payments"],
});

export const recordPrintAction = staffAction({
  permission: "payments.view",
  input: RecordPrintInput,
  verb: recordReceiptPrint,
});

export const refundAction = staffAction({
  permission: "payments.refund",
  input: RefundInput,
  verb: refundPayment,
  revalidate: ["/staff/payments", "/staff/alerts"],
});

export const approveRefundAction = staffAction({
  permission: "payments.refund",
  input: ApproveRefundInput,
  verb: approveRefund,
  revalidate: ["/staff/payments", "/staff/alerts"],
});

export const declineRefundAction = staffAction({
  permission: "payments.refund",
  input: DeclineRefundInput,
  verb: declineRefund,
  revalidate: ["/staff/payments", "/staff/alerts"],
});

export const cancelRefundRequestAction = staffAction({
  permission: "payments.refund",
  input: CancelRefundRequestInput,
  verb: cancelRefundRequest,
  revalidate: ["/staff/payments", "/staff/alerts"],
});

export const voidAction = staffAction({
  permission: "payments.refund",
  input: VoidInput,
  verb: voidPayment,
  revalidate: ["/staff/payments"],
});

export const checkPaymentAction = staffAction({
  permission: "payments.take",
  input: CheckPaymentInput,
  verb: checkPayment,
  revalidate: ["/staff/payments"],
});

export const resendReceiptAction = staffAction({
  permission: "links.send",
  input: ResendReceiptInput,
  verb: resendReceipt,
});

export const savePayerAction = staffAction({
  permission: "payers.manage",
  input: SavePayerInput,
  verb: savePayerFromPayment,
  revalidate: ["/staff/payers"],
});

export const createPostingAction = staffAction({
  permission: "postings.manage",
  input: CreatePostingInput,
  verb: (ctx, input) => createPosting(ctx, input),
  revalidate: ["/staff/payments"],
});

export const searchItemsAction = staffAction({
  permission: "postings.manage",
  input: ItemSearchInput,
  verb: searchItems,
});
