import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeSmtp, startFakeSmtp } from "@/tests/support/fake-smtp";
import { readyToSend } from "./outgoing-mail";
import { createSmtpTransport } from "./transports/smtp";

const CONTENT = { subject: "Invoice 204118 from Hartwell & Lowe LLP", html: "<p>Hello</p>", text: "Hello" };
const ENVELOPE = {
  id: "mail_1",
  firmId: "frm_1",
  to: "elena@bluewater.example",
  mailFrom: "Docketpay <payments@docketpay.example>",
  firmName: "Hartwell & Lowe LLP",
  firmEmail: "billing@hartwell.example",
};

/** Ways to smuggle a header or a recipient, put behind an honest value. */
const SMUGGLED = [
  "\r\nBcc: thief@evil.example",
  "\nBcc: thief@evil.example",
  "\rBcc: thief@evil.example",
  "\r\n\r\n<script>alert(1)</script>",
  "\u2028Bcc: thief@evil.example",
  "\u0000Bcc: thief@evil.example",
  "\u000bBcc: thief@evil.example",
  "%0d%0aBcc: thief@evil.example",
  ", thief@evil.example",
  "; thief@evil.example",
  " thief@evil.example",
  "> RCPT TO:<thief@evil.example",
  "<thief@evil.example>",
  "(thief@evil.example)",
  '"thief@evil.example"',
  "\\thief@evil.example",
  "@evil.example",
  "[thief@evil.example]",
  ":thief@evil.example;",
  "\t,thief@evil.example",
];
const FIELDS = ["to", "subject", "firmName", "firmEmail"] as const;
const CASES = FIELDS.flatMap((field) =>
  SMUGGLED.flatMap((part) => [`honest${part}`, `${part}honest`, part].map((text) => ({ field, text }))),
);

describe("header injection", () => {
  let fake: FakeSmtp;
  beforeAll(async () => {
    fake = await startFakeSmtp();
  });
  afterAll(() => fake.stop());

  it(`leads to no other recipient or header in ${CASES.length} attempts against a mail server`, async () => {
    const transport = createSmtpTransport(fake.url);
    let sent = 0;
    for (const { field, text } of CASES) {
      const value = field === "to" || field === "firmEmail" ? `a@b.example${text}` : text;
      const isSubject = field === "subject";
      const ready = readyToSend(
        isSubject ? { ...CONTENT, subject: value } : CONTENT,
        isSubject ? ENVELOPE : { ...ENVELOPE, [field]: value },
      );
      if (!ready.ok) continue;
      sent += 1;
      expect(await transport.send(ready.mail)).toEqual({ kind: "sent" });
    }
    expect(sent).toBeGreaterThan(50);
    expect(fake.messages).toHaveLength(sent);
    for (const message of fake.messages) {
      expect(message.recipients).toHaveLength(1);
      expect(message.headers).not.toMatch(/^(bcc|cc):/im);
      expect(message.headers.match(/^to:/gim)).toHaveLength(1);
    }
  });

  it.each([
    "elena@bluewater.example\r\nBcc: x@y.example",
    "a@b.example, c@d.example",
    "a@b.example c@d.example",
    "",
    "elena",
    "a@b@c",
  ])("refuses the recipient %j", (to) => {
    expect(readyToSend(CONTENT, { ...ENVELOPE, to }).ok).toBe(false);
  });

  it("refuses a line break in the subject or the firm's name", () => {
    expect(readyToSend({ ...CONTENT, subject: "a\r\nb" }, ENVELOPE)).toMatchObject({
      ok: false,
      result: { kind: "refused" },
    });
    expect(readyToSend(CONTENT, { ...ENVELOPE, firmName: "a\nb" })).toMatchObject({
      ok: false,
      result: { kind: "unavailable" },
    });
  });
});

describe("the sender", () => {
  it("is the firm's name on the address of MAIL_FROM, with or without a name in it", () => {
    for (const mailFrom of ["Docketpay <payments@docketpay.example>", "payments@docketpay.example"]) {
      const ready = readyToSend(CONTENT, { ...ENVELOPE, mailFrom });
      expect(ready.ok && ready.mail.from).toEqual({
        name: "Hartwell & Lowe LLP",
        address: "payments@docketpay.example",
      });
    }
  });

  it("keeps the mail waiting while MAIL_FROM is wrong, because a setting can be mended", () => {
    for (const mailFrom of ["", "Docketpay", "a@b.example, c@d.example"]) {
      expect(readyToSend(CONTENT, { ...ENVELOPE, mailFrom })).toMatchObject({
        ok: false,
        result: { kind: "unavailable" },
      });
    }
  });

  it("has no reply address when the firm has none", () => {
    const ready = readyToSend(CONTENT, { ...ENVELOPE, firmEmail: "" });
    expect(ready.ok && ready.mail.replyTo).toBe(null);
  });
});
