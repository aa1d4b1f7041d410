"use server";

import { staffAction } from "@/lib/http/staff-action";
import { publishPaymentPage, withdrawPaymentPage } from "@/lib/payment-pages/publish-payment-page";
import { savePaymentPage } from "@/lib/payment-pages/save-payment-page";
import { PageIdInput, PaymentPageForm } from "@/lib/payment-pages/schemas";

const revalidate = ["/staff/pages", "/staff/pages/[id]", "/staff/connect/pages", "/staff/connect/pages/[id]"];

export const savePaymentPageAction = staffAction({
  permission: "pages.manage",
  input: PaymentPageForm,
  verb: savePaymentPage,
  revalidate,
});

export const publishPaymentPageAction = staffAction({
  permission: "pages.manage",
  input: PageIdInput,
  verb: publishPaymentPage,
  revalidate,
});

export const withdrawPaymentPageAction = staffAction({
  permission: "pages.manage",
  input: PageIdInput,
  verb: withdrawPaymentPage,
  revalidate,
});
