import type { ComposedMail } from "./model";
import type { MailAttachment, OutgoingMail, SendResult } from "./transports/port";

type Envelope = {
  id: string;
  firmId: string;
  to: string;
  mailFrom: string;
  firmName: string;
  firmEmail: string;
  unsubscribeUrl?: string | null;
};

// One plain address: no list, no name, nothing that a mail server could read as a second recipient or header.
const ADDRESS = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;

type Ready = { ok: true; mail: OutgoingMail } | { ok: false; result: Exclude<SendResult, { kind: "sent" }> };

/**
 * Puts a mail into its envelope. Refuses whatever could add a header or a recipient: line breaks in names, addresses or subject, and
 * addresses that are more than one address.
 */
export function readyToSend(mail: ComposedMail, envelope: Envelope, attachments: MailAttachment[] = []): Ready {
  const sender = addressOf(envelope.mailFrom);
  if (!ADDRESS.test(envelope.to)) return refused("the recipient is not one mail address");
  if (hasControl(mail.subject)) return refused("the subject holds a line break");
  if (!ADDRESS.test(sender)) return mendable("MAIL_FROM is not one mail address");
  if (hasControl(envelope.firmName)) return mendable("the firm's name holds a line break");
  return {
    ok: true,
    mail: {
      id: envelope.id,
      firmId: envelope.firmId,
      from: { name: envelope.firmName, address: sender },
      to: envelope.to,
      replyTo: ADDRESS.test(envelope.firmEmail) ? envelope.firmEmail : null,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      attachments,
      unsubscribeUrl: envelope.unsubscribeUrl ?? null,
    },
  };
}

function refused(reason: string): Ready {
  return { ok: false, result: { kind: "refused", reason } };
}

/** A setting is wrong, not this mail: it waits until somebody mends it. */
function mendable(reason: string): Ready {
  return { ok: false, result: { kind: "unavailable", reason } };
}

/** The address in "Docketpay <payments@docketpay.example>", or the text itself. */
function addressOf(sender: string): string {
  return (/<([^<>]*)>\s*$/.exec(sender)?.[1] ?? sender).trim();
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < " " || char === "\u007f" || char === "\u2028" || char === "\u2029");
}
