import { beforeAll, describe, expect, it } from "vitest";
import { users } from "@/db/schema/staff";
import { deliverMail } from "@/lib/email/deliver-mail";
import { MAIL_KINDS } from "@/lib/email/model";
import type { MailTransport, OutgoingMail } from "@/lib/email/transports/port";
import { LOCALES } from "@/lib/i18n/model";
import { systemClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { listMergeFields } from "./list-merge-fields";
import { FIXED_MAILS, NO_WORDS } from "./model";
import { previewMailText } from "./preview-mail-text";
import { getMailText, listMailTexts } from "./queries";
import { saveMailText } from "./save-mail-text";
import { MailTextInput } from "./schemas";
import { sendTestMail } from "./send-test-mail";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;
const WORDS = { subject: "Bill {invoice} of {firm}", opening: "Hello {recipient},\n\n<b>please</b> read this." };
const INPUT = { kind: "pay-link", locale: "en", ...WORDS } as const;
const admin = () => staffCtx(firm, ["settings.manage"], { clock: systemClock });

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
  await inFirm(firm.ctxAt(), (tx) =>
    tx.insert(users).values({
      ...{ firmId: firm.firmId, id: "usr_test", email: "test@hartwell.example", name: "Test", passwordHash: "x" },
      ...{ permissions: ["settings.manage"], isAdmin: true, activeSince: new Date(), createdAt: new Date() },
    }),
  );
});

/** Delivers the newest mail of an object and gives it back as it left. */
async function deliver(of: TestFirm, objectId: string): Promise<OutgoingMail> {
  const [row] = await test.asOwner<{ id: string }>(
    "select id from mails where firm_id = $1 and object_id = $2 order by created_at desc limit 1",
    [of.firmId, objectId],
  );
  const sent: OutgoingMail[] = [];
  const transport: MailTransport = {
    name: "smtp",
    send: async (mail) => {
      sent.push(mail);
      return { kind: "sent" };
    },
  };
  expect(await deliverMail(of.ctxAt(), row?.id ?? "", transport)).toBe("sent");
  const [mail] = sent;
  if (!mail) throw new Error("nothing was sent");
  return mail;
}

describe("the firm's own words", () => {
  it("open its next mails, as words and never as markup, and change no other firm's", async () => {
    await saveMailText(admin(), INPUT);
    const mail = await deliver(firm, (await firm.makeLink()).id);
    expect(mail.subject).toBe("Bill 204118 of Hartwell & Lowe LLP");
    expect(mail.text).toContain("Hello Elena Marsh,\n\n<b>please</b> read this.");
    expect(mail.html).toContain("&lt;b&gt;please&lt;/b&gt; read this.");
    expect(mail.html).not.toContain("<b>please");
    // The sum, its account and the button stay.
    expect(mail.text).toContain("$1,250.00");
    expect(mail.text).toMatch(/\/pay\//);
    const theirs = await deliver(stranger, (await stranger.makeLink()).id);
    expect(theirs.subject).toBe("Invoice 204118 from Hartwell & Lowe LLP");
  });

  it("leave a mail that lacks what the subject names with ours", async () => {
    const mail = await deliver(firm, (await firm.makeLink({ invoiceNumber: "" })).id);
    expect(mail.subject).toBe("Payment request from Hartwell & Lowe LLP");
    expect(mail.text).toContain("Hello Elena Marsh,");
  });

  it("are listed, kept by language, and given up by empty words; each with before and after in the audit log", async () => {
    const rowOf = async () => (await listMailTexts(admin())).find(({ kind }) => kind === "pay-link");
    expect(await rowOf()).toEqual({ kind: "pay-link", written: ["en"] });
    expect(await getMailText(admin(), { kind: "pay-link", locale: "fr" })).toEqual(NO_WORDS);
    await saveMailText(admin(), { ...INPUT, ...NO_WORDS });
    expect(await rowOf()).toEqual({ kind: "pay-link", written: [] });
    const mail = await deliver(firm, (await firm.makeLink()).id);
    expect(mail.subject).toBe("Invoice 204118 from Hartwell & Lowe LLP");
    const rows = await test.asOwner<{ action: string; detail: Record<string, string> }>(
      "select action, detail from audit_log where action like 'mail_text.%' and firm_id = $1 order by seq",
      [firm.firmId],
    );
    expect(rows.map(({ action }) => action)).toEqual(["mail_text.saved", "mail_text.reset"]);
    expect(rows[1]?.detail).toMatchObject({ kind: "pay-link", locale: "en", after: JSON.stringify(NO_WORDS) });
    expect(JSON.parse(rows[1]?.detail.before ?? "")).toEqual(WORDS);
  });

  it.each<[string, Partial<MailTextInput>, string]>([
    ["a field that this mail lacks", { opening: "Your receipt {receipt}" }, "text_unknown_field"],
    ["a brace without a partner", { subject: "Bill {invoice" }, "text_brace"],
  ])("are refused with %s, and what was before stays", async (_name, changes, reason) => {
    const before = await getMailText(admin(), INPUT);
    for (const act of [saveMailText, previewMailText, sendTestMail])
      expect(await refusalOf(act(admin(), { ...INPUT, ...changes }))).toMatchObject({ code: "invalid_input", reason });
    expect(await getMailText(admin(), INPUT)).toEqual(before);
  });

  it("are for whoever may change settings", async () => {
    const clerk = staffCtx(firm, ["payments.view", "links.send"]);
    const works = [
      saveMailText(clerk, INPUT),
      previewMailText(clerk, INPUT),
      sendTestMail(clerk, INPUT),
      listMailTexts(clerk),
      getMailText(clerk, INPUT),
      listMergeFields(clerk, INPUT),
    ];
    for (const work of works) expect(await refusalOf(work)).toMatchObject({ code: "forbidden" });
  });

  it.each([
    ["a subject of two lines", { subject: "Bill\r\nBcc: x@example.com" }],
    ["a subject that is too long", { subject: "x".repeat(151) }],
    ["an opening that is too long", { opening: "x".repeat(1_001) }],
    ["a mail whose words are fixed", { kind: "staff-notice" }],
    ["a mail that there is not", { kind: "sample" }],
  ])("are refused: %s", (_name, changes) => {
    expect(MailTextInput.safeParse({ ...INPUT, ...changes }).success).toBe(false);
  });
});

describe("a preview", () => {
  it.each(MAIL_KINDS.filter((kind) => !FIXED_MAILS.includes(kind)))(
    "of %s names every field that is offered, in each language, and holds no sheet",
    async (kind) => {
      for (const locale of LOCALES) {
        const fields = await listMergeFields(admin(), { kind, locale });
        expect(fields.map(({ field }) => field)).toEqual(expect.arrayContaining(["firm", "phone"]));
        const known = fields.filter(({ sample }) => sample !== "");
        const opening = known.map(({ field }) => `{${field}}`).join(" ");
        const shown = await previewMailText(admin(), { kind, locale, subject: "{firm}", opening });
        expect(shown.text).toContain(known.map(({ sample }) => sample).join(" "));
        expect(shown.html).not.toContain("<style>");
        expect(shown.subject).toBe("Hartwell & Lowe LLP");
      }
    },
  );
});

describe("a test mail", () => {
  it.each(["receipt", "invoice", "report", "link-reminder"] as const)(
    "of %s goes to whoever asks and nowhere else, says that it is a test, and takes nothing along",
    async (kind) => {
      const words = { kind, locale: "fr", subject: "", opening: "Bonjour à vous." } as const;
      expect(await sendTestMail(admin(), words)).toEqual({ toAddress: "test@hartwell.example" });
      const mail = await deliver(firm, "usr_test");
      expect(mail).toMatchObject({ to: "test@hartwell.example", attachments: [], unsubscribeUrl: null });
      expect(mail.subject).toMatch(/^Essai/);
      expect(mail.text).toContain("Bonjour à vous.");
    },
  );
});
