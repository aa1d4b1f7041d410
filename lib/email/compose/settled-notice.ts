import SettledNoticeMail from "@/emails/settled-notice";
import { type Composer, draftOf, idIn, loadPayment } from "./parts";
import { loadNoticeFacts } from "./payment-notice";

/** Not while the money is gone again: "it has cleared" would be read beside the return notice. */
const GONE = ["returned", "disputed", "dispute_lost"];

export const composeSettledNotice: Composer = async (ctx, tx, payload, locale) => {
  const payment = await loadPayment(ctx, tx, idIn(payload, "paymentId"));
  if (GONE.includes(payment.status)) return null;
  return draftOf(SettledNoticeMail, await loadNoticeFacts(ctx, tx, payment, "settled", locale));
};
