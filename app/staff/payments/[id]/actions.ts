"use server";

import { staffAction } from "@/lib/http/staff-action";
import { resendReceipt } from "@/lib/receipts/resend-receipt";
import { ResendReceiptInput } from "@/lib/receipts/schemas";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";

export const refundAction = staffAction({
  permission: "payments.refund",
  input: RefundInput,
  verb: refundPayment,
  revalidate: ["/staff/payments"],
});

export const resendReceiptAction = staffAction({
  permission: "links.send",
  input: ResendReceiptInput,
  verb: resendReceipt,
});
