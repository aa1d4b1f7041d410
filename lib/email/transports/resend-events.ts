import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** An older event is one that somebody kept and sends again. Resend signs each try anew, so its own repetitions pass. */
const WINDOW_SECONDS = 5 * 60;

/** What became of a mail that was taken. */
export type MailEvent = {
  /** What Resend calls the mail. */
  ref: string;
  firmId: string;
  mailId: string;
  outcome: "delivered" | "bounced" | "complained";
  at: Date;
  /** In the words of the receiving server; empty where there are none. */
  reason: string;
};

type Signed = { rawBody: string; header: (name: string) => string | null; secret: string; now: Date };

/**
 * Whether Resend signed this very body just now (the scheme of Svix): HMAC-SHA256 of "id.timestamp.body" with the secret behind "whsec_",
 * one of several signatures while a secret is being replaced.
 */
export function isFromResend({ rawBody, header, secret, now }: Signed): boolean {
  const id = header("svix-id") ?? "";
  const timestamp = header("svix-timestamp") ?? "";
  const signatures = (header("svix-signature") ?? "").split(" ");
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (id === "" || key.length === 0 || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > WINDOW_SECONDS) return false;
  const right = createHmac("sha256", key).update(`${id}.${timestamp}.${rawBody}`).digest();
  return signatures.some((signature) => {
    if (!signature.startsWith("v1,")) return false;
    const given = Buffer.from(signature.slice("v1,".length), "base64");
    return given.length === right.length && timingSafeEqual(given, right);
  });
}

const OUTCOMES: Record<string, MailEvent["outcome"]> = {
  "email.delivered": "delivered",
  "email.complained": "complained",
  "email.bounced": "bounced",
  // Resend gave it up itself, or does not write to this address any more: it did not arrive either.
  "email.failed": "bounced",
  "email.suppressed": "bounced",
};

const text = z.string().max(2_000).catch("");

const Payload = z.object({
  type: z.string(),
  created_at: z.coerce.date(),
  data: z.object({
    email_id: z.string().min(1).max(200),
    /** Their pages show both forms. */
    tags: z.union([
      z.record(z.string(), z.string()),
      z
        .array(z.object({ name: z.string(), value: z.string() }))
        .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
    ]),
    bounce: z.object({ message: text, type: text, subType: text }).partial().optional().catch(undefined),
    failed: z.object({ reason: text }).partial().optional().catch(undefined),
    suppressed: z.object({ message: text }).partial().optional().catch(undefined),
  }),
});

/** What an authentic event says of one of our mails; null where it says nothing that we follow, or is about a mail that is not ours. */
export function readResendEvent(rawBody: string): MailEvent | null {
  const parsed = Payload.safeParse(jsonOf(rawBody));
  if (!parsed.success) return null;
  const { type, created_at: at, data } = parsed.data;
  const outcome = OUTCOMES[type];
  const { firm: firmId, mail: mailId } = data.tags;
  if (!outcome || !firmId || !mailId) return null;
  const said = data.bounce?.message || data.failed?.reason || data.suppressed?.message || "";
  return { ref: data.email_id, firmId, mailId, outcome, at, reason: plainText(said) };
}

/** One line: it stands in a sentence on the screen. */
function plainText(said: string): string {
  return said.replace(/\s+/g, " ").trim().slice(0, 300);
}

function jsonOf(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody);
  } catch {
    return null;
  }
}
