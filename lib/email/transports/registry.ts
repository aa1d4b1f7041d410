import { env } from "@/lib/platform/env";
import { mailboxTransport } from "./mailbox";
import type { MailTransport } from "./port";
import { createResendTransport } from "./resend";
import { createSmtpTransport } from "./smtp";

let cached: { key: string; transport: MailTransport } | null = null;

/** The way out that the settings name: Resend before SMTP, the local mailbox when neither is set. */
export function mailTransport(): MailTransport {
  const { RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL } = env();
  const key = JSON.stringify([RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL]);
  if (cached?.key !== key) cached = { key, transport: open(RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL) };
  return cached.transport;
}

function open(resendKey: string, resendBaseUrl: string, smtpUrl: string): MailTransport {
  if (resendKey) return createResendTransport(resendKey, resendBaseUrl);
  return smtpUrl ? createSmtpTransport(smtpUrl) : mailboxTransport;
}
