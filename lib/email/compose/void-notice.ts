import VoidNoticeMail from "@/emails/void-notice";
import { type Composer, draftOf, idIn, loadPayment } from "./parts";
import { loadNoticeFacts } from "./payment-notice";

export const composeVoidNotice: Composer = async (ctx, tx, payload, locale) => {
  const payment = await loadPayment(ctx, tx, idIn(payload, "paymentId"));
  return draftOf(VoidNoticeMail, await loadNoticeFacts(ctx, tx, payment, "voided", locale));
};
