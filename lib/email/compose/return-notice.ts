import ReturnNoticeMail from "@/emails/return-notice";
import { type Composer, draftOf, idIn, loadPayment } from "./parts";
import { loadNoticeFacts } from "./payment-notice";

export const composeReturnNotice: Composer = async (ctx, tx, payload, locale) => {
  const payment = await loadPayment(ctx, tx, idIn(payload, "paymentId"));
  const facts = await loadNoticeFacts(ctx, tx, payment, "returned", locale);
  return draftOf(ReturnNoticeMail, { ...facts, returnCode: payment.returnCode });
};
