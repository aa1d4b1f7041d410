"use server";

import { closeAlert } from "@/lib/alerts/close-alert";
import { CloseAlertInput } from "@/lib/alerts/schemas";
import { staffAction } from "@/lib/http/staff-action";
import { checkPayment } from "@/lib/payments/check-payment";
import { CheckPaymentInput } from "@/lib/payments/schemas";

export const closeAlertAction = staffAction({
  permission: "payments.view",
  input: CloseAlertInput,
  verb: closeAlert,
  revalidate: ["/staff/alerts"],
});

export const checkAlertPaymentAction = staffAction({
  permission: "payments.take",
  input: CheckPaymentInput,
  verb: checkPayment,
  revalidate: ["/staff/alerts"],
});
