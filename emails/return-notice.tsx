import { LetterSheet } from "@/emails/ui";
import type { Letter } from "@/lib/email/model";
import { returnClassOf } from "@/lib/returns/rules";
import { returnReasonText } from "./mail-texts";
import { type PaymentNoticeFacts, PREVIEW_NOTICE, writePaymentNotice } from "./payment-notice";
import type { MailTemplate } from "./template";

export type ReturnNoticeFacts = PaymentNoticeFacts & {
  /** R01, R02, ... */
  returnCode: string;
};

/** Tells the payer that their bank sent the eCheck back, why, and what to do. */
function ReturnNoticeMail(facts: ReturnNoticeFacts) {
  return <LetterSheet letter={writeReturnNotice(facts)} />;
}

function writeReturnNotice(facts: ReturnNoticeFacts): Letter {
  const reason = returnReasonText(facts.locale, facts.returnCode);
  return writePaymentNotice(facts, (t) => ({
    words: "returned",
    subject: t("returned.subject", { firm: facts.firm.name }),
    paragraphs: [t("returned.text"), t(`returned.step.${returnClassOf(facts.returnCode)}`)],
    atName: t("fact.returned"),
    more: [{ name: t("fact.returnReason"), value: facts.returnCode ? `${reason} (${facts.returnCode})` : reason }],
  }));
}

ReturnNoticeMail.write = writeReturnNotice;
ReturnNoticeMail.PreviewProps = { ...PREVIEW_NOTICE, returnCode: "R01" } as ReturnNoticeFacts;

export default ReturnNoticeMail satisfies MailTemplate<ReturnNoticeFacts>;
