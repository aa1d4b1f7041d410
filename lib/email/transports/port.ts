/** A file that goes with a mail. */
export type MailAttachment = { fileName: string; contentType: string; bytes: Uint8Array };

/** One message, ready to go. Addresses and subject hold no line break (see `readyToSend`). */
export type OutgoingMail = {
  /** Our own id; the same mail sent again carries the same one, by which a receiver can tell. */
  id: string;
  firmId: string;
  from: { name: string; address: string };
  to: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  attachments: MailAttachment[];
  /** Where one post takes the reader out of such mails (RFC 8058); null in mails that are owed to them. */
  unsubscribeUrl: string | null;
};

/**
 * The closed answer of a transport. `refused`: this mail will never be taken, such as an address that does not exist. `unavailable`:
 * it may be, later; it may also have been taken already.
 */
export type SendResult =
  | { kind: "sent" /** What the transport calls it, where it tells later what became of it. */; ref?: string }
  | { kind: "refused"; reason: string }
  | { kind: "unavailable"; reason: string };

/** Headers that every transport sends beside its own. */
export function extraHeaders({ unsubscribeUrl }: Pick<OutgoingMail, "unsubscribeUrl">): Record<string, string> {
  if (unsubscribeUrl === null) return {};
  return { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

export interface MailTransport {
  readonly name: "resend" | "smtp" | "mailbox";
  /** Never throws for anything the outside world can do. */
  send(mail: OutgoingMail): Promise<SendResult>;
}
