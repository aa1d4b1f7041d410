import AutoPayNoticeMail from "@/emails/auto-pay-notice";
import { findAnnouncement } from "@/lib/auto-pays/find-announcement";
import { loadAutoPay } from "./auto-pay-parts";
import { type Composer, draftOf, idIn } from "./parts";

/** Not sent once the Auto-Pay does not run any more. */
export const composeAutoPayNotice: Composer = async (ctx, tx, payload, locale) => {
  const { autoPay, facts } = await loadAutoPay(ctx, tx, payload);
  const date = idIn(payload, "runOn");
  const said = await findAnnouncement(ctx, tx, { autoPayId: autoPay.id, runOn: date });
  if (autoPay.status !== "active" || !said) return null;
  const { amountCents, invoices, isInTime: isMost } = said;
  return draftOf(AutoPayNoticeMail, { locale, ...facts, date, amountCents, invoices, isMost });
};
