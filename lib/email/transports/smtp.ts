import { createTransport } from "nodemailer";
import { extraHeaders, type MailTransport, type SendResult } from "./port";

/** Sends by a mail server: `smtp://user:password@host:587` or `smtps://...:465`. */
export function createSmtpTransport(url: string): MailTransport {
  const server = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // A mail is made of what it is given; nothing in it may make this process read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: "smtp",
    send: async (mail) => {
      try {
        await server.sendMail({
          from: mail.from,
          to: { name: "", address: mail.to },
          ...(mail.replyTo ? { replyTo: { name: "", address: mail.replyTo } } : {}),
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          attachments: mail.attachments.map(({ fileName, contentType, bytes }) => ({
            filename: fileName,
            content: Buffer.from(bytes),
            contentType,
          })),
          messageId: `<${mail.id}@${mail.from.address.split("@")[1]}>`,
          headers: { "Auto-Submitted": "auto-generated", ...extraHeaders(mail) },
        });
        return { kind: "sent" };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** A 5xx to the recipient or the content is final; a wrong password or a silent server is ours to mend. */
function failureOf(error: unknown): SendResult {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string };
  const isFinal = (code === "EENVELOPE" || code === "EMESSAGE") && (responseCode ?? 0) >= 500;
  return { kind: isFinal ? "refused" : "unavailable", reason: message ?? "the mail server cannot be reached" };
}
