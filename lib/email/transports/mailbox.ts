import type { MailTransport } from "./port";

/** The embedded default: the row in the outbox is the mailbox, read at /dev/mail. Nothing leaves the machine. */
export const mailboxTransport: MailTransport = { name: "mailbox", send: async () => ({ kind: "sent" }) };
