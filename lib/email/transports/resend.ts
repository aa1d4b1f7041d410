import { Resend } from "resend";
import { extraHeaders, type MailAttachment, type MailTransport, type OutgoingMail, type SendResult } from "./port";

const ANSWER_WITHIN_MS = 20_000;

/** What is wrong with this one mail. Everything else (key, quota, sender, their faults) can be mended without changing it. */
const REFUSALS = ["validation_error", "invalid_parameter", "missing_required_field", "invalid_attachment"];

/**
 * Sends by Resend's API. The mail's id is the idempotency key: sent again within 24 hours it goes out once.
 * @param baseUrl empty: Resend's own
 */
export function createResendTransport(apiKey: string, baseUrl: string): MailTransport {
  const client = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  return { name: "resend", send: (mail) => withinTime(sendOne(client, mail)) };
}

async function sendOne(client: Resend, mail: OutgoingMail): Promise<SendResult> {
  try {
    const { data, error } = await client.emails.send(
      {
        from: `"${mail.from.name.replace(/["\\]/g, "\\$&")}" <${mail.from.address}>`,
        to: [mail.to],
        ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        ...(mail.attachments.length > 0 ? { attachments: mail.attachments.map(attachmentOf) } : {}),
        tags: tagsOf(mail),
        headers: { "X-Entity-Ref-ID": mail.id, "Auto-Submitted": "auto-generated", ...extraHeaders(mail) },
      },
      { idempotencyKey: mail.id },
    );
    if (!error) return { kind: "sent", ref: data.id };
    // The key was used with another body: an earlier try was taken, and only the sender or what a receipt tells has changed since.
    if (error.name === "invalid_idempotent_request") return { kind: "sent" };
    return {
      kind: REFUSALS.includes(error.name) ? "refused" : "unavailable",
      reason: `${error.name}: ${error.message}`,
    };
  } catch (error) {
    return { kind: "unavailable", reason: error instanceof Error ? error.message : "Resend cannot be reached" };
  }
}

/** Resend gives them back with each of its events, which then lead to the firm and its mail. */
function tagsOf({ firmId, id }: OutgoingMail) {
  return [
    { name: "firm", value: firmId },
    { name: "mail", value: id },
  ];
}

function attachmentOf({ fileName, contentType, bytes }: MailAttachment) {
  return { filename: fileName, content: Buffer.from(bytes), contentType };
}

async function withinTime(sending: Promise<SendResult>): Promise<SendResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SendResult>((resolve) => {
    timer = setTimeout(
      () => resolve({ kind: "unavailable", reason: "Resend did not answer in time" }),
      ANSWER_WITHIN_MS,
    );
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
