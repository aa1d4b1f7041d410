import { LetterSheet } from "@/emails/ui";
import type { Letter } from "@/lib/email/model";
import { type PaymentNoticeFacts, PREVIEW_NOTICE, writePaymentNotice } from "./payment-notice";
import type { MailTemplate } from "./template";

/** Who has a receipt must hear that the payment was taken back. */
function VoidNoticeMail(facts: PaymentNoticeFacts) {
  return <LetterSheet letter={writeVoidNotice(facts)} />;
}

function writeVoidNotice(facts: PaymentNoticeFacts): Letter {
  const firm = facts.firm.name;
  return writePaymentNotice(facts, (t, amount) => ({
    words: "voided",
    subject: t("voided.subject", { amount, firm }),
    paragraphs: [t(facts.method.kind === "echeck" ? "voided.textBank" : "voided.text", { firm })],
    atName: t("fact.voided"),
  }));
}

VoidNoticeMail.write = writeVoidNotice;
VoidNoticeMail.PreviewProps = PREVIEW_NOTICE;

export default VoidNoticeMail satisfies MailTemplate<PaymentNoticeFacts>;
