import { LetterSheet } from "@/emails/ui";
import type { Letter } from "@/lib/email/model";
import { type PaymentNoticeFacts, PREVIEW_NOTICE, writePaymentNotice } from "./payment-notice";
import type { MailTemplate } from "./template";

/** The eCheck whose receipt said "submitted" has cleared: only now is it paid. A firm switches this mail on. */
function SettledNoticeMail(facts: PaymentNoticeFacts) {
  return <LetterSheet letter={writeSettledNotice(facts)} />;
}

function writeSettledNotice(facts: PaymentNoticeFacts): Letter {
  return writePaymentNotice(facts, (t) => ({
    words: "settled",
    subject: t("settled.subject", { firm: facts.firm.name }),
    paragraphs: [t("settled.text", { firm: facts.firm.name })],
    atName: t("fact.cleared"),
  }));
}

SettledNoticeMail.write = writeSettledNotice;
SettledNoticeMail.PreviewProps = PREVIEW_NOTICE;

export default SettledNoticeMail satisfies MailTemplate<PaymentNoticeFacts>;
