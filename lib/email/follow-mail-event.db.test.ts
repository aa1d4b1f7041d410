import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mailWebhookRoute } from "@/lib/http/mail-webhook-route";
import { getLinkHistory } from "@/lib/pay-links/get-link-history";
import { getPayLink } from "@/lib/pay-links/queries";
import { resetEnv } from "@/lib/platform/env";
import { type FakeResend, startFakeResend } from "@/tests/support/fake-resend";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { deliverMail } from "./deliver-mail";
import { createResendTransport } from "./transports/resend";

const test = useTestDatabase();
const SECRET = `whsec_${Buffer.from("a secret of thirty-two characters").toString("base64")}`;
const ADDRESS = "elena.marsh@bluewater.example";
let resend: FakeResend;
let firm: TestFirm;
let firms = 0;

beforeAll(async () => {
  resend = await startFakeResend();
  setSecret(SECRET);
});
afterAll(async () => {
  setSecret("");
  await resend.stop();
});
beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_told_${firms}`);
});

function setSecret(secret: string) {
  process.env.RESEND_WEBHOOK_SECRET = secret;
  resetEnv();
}

/** A link whose mail Resend took. */
async function mailLink(): Promise<{ linkId: string; mailId: string; ref: string }> {
  const { id: linkId } = await firm.makeLink();
  const [mail] = await test.asOwner<{ id: string }>("select id from mails where firm_id = $1 and object_id = $2", [
    firm.firmId,
    linkId,
  ]);
  const mailId = mail?.id ?? "";
  expect(await deliverMail(firm.ctxAt(), mailId, createResendTransport("re_key", resend.url))).toBe("sent");
  const [row] = await test.asOwner<{ ref: string }>("select transport_ref as ref from mails where id = $1", [mailId]);
  return { linkId, mailId, ref: row?.ref ?? "" };
}

type Told = { ref: string; mailId: string; firmId?: string; message?: string };

/** Resend tells us, signed as it signs. */
async function tell(
  type: string,
  { ref, mailId, firmId = firm.firmId, message }: Told,
  key = SECRET,
): Promise<Response> {
  const rawBody = JSON.stringify({
    type,
    created_at: "2026-11-22T10:00:00.000Z",
    data: {
      email_id: ref,
      tags: { firm: firmId, mail: mailId },
      ...(message ? { bounce: { message, type: "Permanent" } } : {}),
    },
  });
  const [id, timestamp] = ["msg_1", String(Math.floor(Date.now() / 1_000))];
  const hmac = createHmac("sha256", Buffer.from(key.slice("whsec_".length), "base64"));
  const signature = `v1,${hmac.update(`${id}.${timestamp}.${rawBody}`).digest("base64")}`;
  const headers = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": signature };
  return mailWebhookRoute()(
    new Request("http://127.0.0.1/api/webhooks/resend", { method: "POST", body: rawBody, headers }),
  );
}
const resultOf = async (answer: Response) => (await answer.json()).result;

const clerk = () => staffCtx(firm, ["payments.view"]);
const isLost = async (linkId: string) => (await getPayLink(clerk(), linkId)).hasLostMail;
const mailEvents = async (linkId: string) =>
  (await getLinkHistory(clerk(), linkId))
    .filter(({ kind }) => kind.startsWith("mail."))
    .map(({ kind, detail }) => ({ kind, ...detail }));

describe("what Resend tells of a mail", () => {
  it("is asked for with the mail, and kept by the name that Resend gave it", async () => {
    const { mailId, ref } = await mailLink();
    expect(ref).toMatch(/^resend-/);
    expect(resend.tags.at(-1)).toEqual([
      { name: "firm", value: firm.firmId },
      { name: "mail", value: mailId },
    ]);
  });

  it("a bounce shows on the link with the words of the server, however often it is told; and goes with a new mail", async () => {
    const { linkId, ...mail } = await mailLink();
    expect(await isLost(linkId)).toBe(false);
    const bounce = () => tell("email.bounced", { ...mail, message: "550 no such user" });
    expect([await resultOf(await bounce()), await resultOf(await bounce())]).toEqual(["stored", "duplicate"]);
    expect(await isLost(linkId)).toBe(true);
    expect(await mailEvents(linkId)).toEqual([{ kind: "mail.bounced", to: ADDRESS, reason: "550 no such user" }]);
    // Late, or told in another order: the bounce stands.
    expect(await resultOf(await tell("email.delivered", mail))).toBe("duplicate");
    expect(await isLost(linkId)).toBe(true);
  });

  it("a delivery is told in the history, and a bounce after it counts", async () => {
    const { linkId, ...mail } = await mailLink();
    expect(await resultOf(await tell("email.delivered", mail))).toBe("stored");
    expect(await mailEvents(linkId)).toEqual([{ kind: "mail.delivered", to: ADDRESS }]);
    expect(await resultOf(await tell("email.bounced", mail))).toBe("stored");
    expect(await isLost(linkId)).toBe(true);
  });

  it("a complaint ends the reminders to that address, once", async () => {
    const { linkId, ...mail } = await mailLink();
    for (const result of ["stored", "duplicate"])
      expect(await resultOf(await tell("email.complained", mail))).toBe(result);
    const out = await test.asOwner("select address, link_id from reminder_opt_outs where firm_id = $1", [firm.firmId]);
    expect(out).toEqual([{ address: ADDRESS, link_id: linkId }]);
    expect((await mailEvents(linkId))[0]).toMatchObject({ kind: "mail.complained" });
  });

  it("before the sending was written down is kept too", async () => {
    const { linkId, ...mail } = await mailLink();
    await test.asOwner("update mails set transport_ref = '', status = 'queued' where id = $1", [mail.mailId]);
    expect(await resultOf(await tell("email.bounced", mail))).toBe("stored");
    await deliverMail(firm.ctxAt(), mail.mailId, createResendTransport("re_key", resend.url));
    expect(await isLost(linkId)).toBe(true);
  });
});

describe("what is not for us", () => {
  it("of another name, another firm or no firm of ours changes nothing, and is answered so that it stops", async () => {
    const { linkId, ...mail } = await mailLink();
    const other = await makeTestFirm(`frm_told_${firms}_other`);
    for (const wrong of [
      { ref: "resend-else" },
      { firmId: other.firmId },
      { firmId: "frm_nobody" },
      { mailId: "mail_none" },
    ]) {
      const answer = await tell("email.bounced", { ...mail, ...wrong });
      expect([answer.status, await resultOf(answer)]).toEqual([200, "unknown"]);
    }
    expect(await isLost(linkId)).toBe(false);
  });

  it("signed with another secret is 401, and without a secret of ours 404", async () => {
    const { linkId, ...mail } = await mailLink();
    const forged = await tell("email.bounced", mail, `whsec_${Buffer.from("another").toString("base64")}`);
    expect([forged.status, (await forged.json()).code]).toEqual([401, "signature_invalid"]);
    setSecret("");
    const off = await tell("email.bounced", mail);
    expect([off.status, (await off.json()).code]).toEqual([404, "mail_events_off"]);
    setSecret(SECRET);
    expect(await isLost(linkId)).toBe(false);
  });
});
