import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeResend, startFakeResend } from "@/tests/support/fake-resend";
import { type FakeSmtp, startFakeSmtp } from "@/tests/support/fake-smtp";
import type { OutgoingMail } from "./port";
import { createResendTransport } from "./resend";
import { createSmtpTransport } from "./smtp";

const MAIL: OutgoingMail = {
  id: "mail_1",
  firmId: "frm_1",
  from: { name: 'Hartwell & "Lowe" LLP', address: "payments@docketpay.example" },
  to: "elena@bluewater.example",
  replyTo: "billing@hartwell.example",
  subject: "Facture 204118 – reçu",
  html: "<p>Hello</p>",
  text: "Hello",
  attachments: [],
  unsubscribeUrl: null,
};

const WITH_FILE = {
  ...MAIL,
  attachments: [{ fileName: "R-1.pdf", contentType: "application/pdf", bytes: new Uint8Array([37, 80, 68, 70]) }],
};

const REMINDER = { ...MAIL, unsubscribeUrl: "https://pay.example.com/pay/token/reminders/key/stop" };

describe("Resend", () => {
  let fake: FakeResend;
  beforeAll(async () => {
    fake = await startFakeResend();
  });
  afterAll(() => fake.stop());

  it("sends under the mail's id, from the firm's name", async () => {
    const transport = createResendTransport("re_test", fake.url);
    expect(await transport.send(MAIL)).toEqual({ kind: "sent", ref: "resend-1" });
    expect(fake.tags.at(-1)).toContainEqual({ name: "mail", value: "mail_1" });
    expect(fake.calls.at(-1)).toEqual({
      idempotencyKey: "mail_1",
      to: "elena@bluewater.example",
      subject: "Facture 204118 – reçu",
      from: '"Hartwell & \\"Lowe\\" LLP" <payments@docketpay.example>',
      attachments: [],
    });
  });

  it("sends a receipt along", async () => {
    await createResendTransport("re_test", fake.url).send(WITH_FILE);
    expect(fake.calls.at(-1)?.attachments).toEqual([
      { filename: "R-1.pdf", content: "JVBERg==", content_type: "application/pdf" },
    ]);
  });

  it("lets a mail program take its reader out of what they may do without (RFC 8058), and of nothing else", async () => {
    const transport = createResendTransport("re_test", fake.url);
    await transport.send(REMINDER);
    expect(fake.headers.at(-1)).toMatchObject({
      "List-Unsubscribe": "<https://pay.example.com/pay/token/reminders/key/stop>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    await transport.send(MAIL);
    expect(Object.keys(fake.headers.at(-1) ?? {})).not.toContain("List-Unsubscribe");
  });

  it.each([
    [422, "validation_error", "refused"],
    [400, "invalid_parameter", "refused"],
    [429, "rate_limit_exceeded", "unavailable"],
    [429, "daily_quota_exceeded", "unavailable"],
    [500, "internal_server_error", "unavailable"],
    [401, "missing_api_key", "unavailable"],
    [403, "invalid_from_address", "unavailable"],
    [409, "concurrent_idempotent_requests", "unavailable"],
    [409, "invalid_idempotent_request", "sent"],
  ])("reads %i %s as %s", async (status, name, kind) => {
    fake.answerNext({ status, body: { statusCode: status, name, message: "said so" } });
    expect((await createResendTransport("re_test", fake.url).send(MAIL)).kind).toBe(kind);
  });

  it("calls a host that does not answer unavailable", async () => {
    expect(await createResendTransport("re_test", "http://127.0.0.1:9").send(MAIL)).toMatchObject({
      kind: "unavailable",
    });
  });
});

describe("SMTP", () => {
  let fake: FakeSmtp;
  beforeAll(async () => {
    fake = await startFakeSmtp();
  });
  afterAll(() => fake.stop());

  it("sends both parts to one recipient, with an id that stays the same", async () => {
    const transport = createSmtpTransport(fake.url);
    expect(await transport.send(MAIL)).toEqual({ kind: "sent" });
    expect(await transport.send(MAIL)).toEqual({ kind: "sent" });
    const [first, second] = fake.messages;
    expect(first?.recipients).toEqual(["<elena@bluewater.example>"]);
    expect(first?.headers).toContain("Message-ID: <mail_1@docketpay.example>");
    expect(second?.headers).toContain("Message-ID: <mail_1@docketpay.example>");
    expect(first?.headers).toContain("Reply-To: billing@hartwell.example");
    expect(first?.headers).toMatch(/^To: elena@bluewater.example$/m);
    expect(first?.headers).toContain("Content-Type: multipart/alternative");
    expect(first?.body).toContain("<p>Hello</p>");
  });

  it("sends a receipt along", async () => {
    await createSmtpTransport(fake.url).send(WITH_FILE);
    const last = fake.messages.at(-1);
    expect(last?.headers).toContain("Content-Type: multipart/mixed");
    expect(last?.body).toMatch(/Content-Type: application\/pdf; name=R-1\.pdf[\s\S]*\r\n\r\nJVBERg==/);
  });

  it("lets a mail program take its reader out of what they may do without (RFC 8058), and of nothing else", async () => {
    const transport = createSmtpTransport(fake.url);
    await transport.send(REMINDER);
    const headers = fake.messages.at(-1)?.headers.replace(/\r?\n[ \t]+/g, " ");
    expect(headers).toContain("List-Unsubscribe: <https://pay.example.com/pay/token/reminders/key/stop>");
    expect(headers).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    await transport.send(MAIL);
    expect(fake.messages.at(-1)?.headers).not.toContain("List-Unsubscribe");
  });

  it("calls an unknown user refused, and a silent host unavailable", async () => {
    fake.answerRecipients("550 no such user");
    expect(await createSmtpTransport(fake.url).send(MAIL)).toMatchObject({ kind: "refused" });
    fake.answerRecipients("450 mailbox busy");
    expect(await createSmtpTransport(fake.url).send(MAIL)).toMatchObject({ kind: "unavailable" });
    expect(await createSmtpTransport("smtp://127.0.0.1:9").send(MAIL)).toMatchObject({ kind: "unavailable" });
  });
});
