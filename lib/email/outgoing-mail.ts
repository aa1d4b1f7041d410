import type { ComposedMail } from "./model";
import type { OutgoingMail } from "./transports/port";

type Envelope = { id: string; to: string; mailFrom: string; firmName: string; firmEmail: string };

// One plain address: no list, no name, nothing that a mail server could read as a second recipient or header.
const ADDRESS = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;

/**
 * Puts a mail into its envelope. Refuses whatever could add a header or a recipient: line breaks in names, addresses or subject, and
 * addresses that are more than one address.
 */
export function readyToSend(
  mail: ComposedMail,
  envelope: Envelope,
): { ok: true; mail: OutgoingMail } | { ok: false; refusal: string } {
  const sender = addressOf(envelope.mailFrom);
  if (!ADDRESS.test(envelope.to)) return { ok: false, refusal: "the recipient is not one mail address" };
  if (!ADDRESS.test(sender)) return { ok: false, refusal: "MAIL_FROM is not one mail address" };
  if (hasControl(mail.subject)) return { ok: false, refusal: "the subject holds a line break" };
  if (hasControl(envelope.firmName)) return { ok: false, refusal: "the firm's name holds a line break" };
  return {
    ok: true,
    mail: {
      id: envelope.id,
      from: { name: envelope.firmName, address: sender },
      to: envelope.to,
      replyTo: ADDRESS.test(envelope.firmEmail) ? envelope.firmEmail : null,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
    },
  };
}

/** The address in "Docketpay <payments@docketpay.example>", or the text itself. */
function addressOf(sender: string): string {
  return (/<([^<>]*)>\s*$/.exec(sender)?.[1] ?? sender).trim();
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < " " || char === "\u007f" || char === "\u2028" || char === "\u2029");
}
