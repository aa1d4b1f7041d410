import { beforeAll, describe, expect, it } from "vitest";
import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { fixedClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { deliverMail } from "./deliver-mail";
import { enqueueMail } from "./enqueue-mail";
import { findMailboxMail, listMailbox } from "./mailbox";
import { MAX_MAIL_TRIES } from "./model";
import { requeueLostMails } from "./requeue-lost-mails";
import type { MailTransport, OutgoingMail, SendResult } from "./transports/port";

type MailRow = {
  id: string;
  status: string;
  tries: number;
  last_error: string;
  body_html: string;
  leased_until: Date | null;
};

const test = useTestDatabase();
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
});

/** A transport that gives these answers in order, the last one for ever, and keeps what it was given. */
function transportThat(
  ...answers: (SendResult | (() => Promise<SendResult>))[]
): MailTransport & { sent: OutgoingMail[] } {
  const sent: OutgoingMail[] = [];
  return {
    name: "smtp",
    sent,
    send: async (mail) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? { kind: "sent" };
      sent.push(mail);
      return typeof answer === "function" ? answer() : answer;
    },
  };
}

const SENT: SendResult = { kind: "sent" };
const DOWN: SendResult = { kind: "unavailable", reason: "the server is down" };

async function mailOfLink(linkId: string): Promise<MailRow> {
  const [row] = await test.asOwner<MailRow>("select * from mails where object_id = $1", [linkId]);
  if (!row) throw new Error("the link has no mail");
  return row;
}

async function newMail(): Promise<{ linkId: string; mailId: string }> {
  const link = await firm.makeLink();
  return { linkId: link.id, mailId: (await mailOfLink(link.id)).id };
}

async function jobsOf(mailId: string): Promise<{ key: string }[]> {
  return test.asOwner<{ key: string }>("select key from graphile_worker.jobs where key = $1", [`mail:${mailId}`]);
}

describe("the outbox", () => {
  it("takes a mail and its job back when the cause is undone", async () => {
    const ctx = firm.ctxAt();
    const order = {
      kind: "pay-link" as const,
      toAddress: "a@b.example",
      locale: "en",
      objectType: "pay_link" as const,
      objectId: "lnk_never",
      payload: { linkId: "lnk_never" },
      dedupeKey: "undone",
    };
    const undone = inFirm(ctx, async (tx) => {
      await enqueueMail(ctx, tx, order);
      throw new Error("the cause failed");
    });
    await expect(undone).rejects.toThrow("the cause failed");
    expect(await test.asOwner("select id from mails where dedupe_key = 'undone'")).toEqual([]);
    expect(await test.asOwner("select key from graphile_worker.jobs")).toEqual([]);
  });

  it("makes one mail and one job of the same key twice", async () => {
    const { linkId, mailId } = await newMail();
    const ctx = firm.ctxAt();
    const [row] = await test.asOwner<{ dedupe_key: string }>("select dedupe_key from mails where id = $1", [mailId]);
    await inFirm(ctx, (tx) =>
      enqueueMail(ctx, tx, {
        kind: "pay-link",
        toAddress: "a@b.example",
        locale: "en",
        objectType: "pay_link",
        objectId: linkId,
        payload: { linkId },
        dedupeKey: row?.dedupe_key ?? "",
      }),
    );
    expect(await test.asOwner("select id from mails where object_id = $1", [linkId])).toHaveLength(1);
    expect(await jobsOf(mailId)).toHaveLength(1);
  });
});

describe("deliverMail", () => {
  it("sends once, from the firm's name, and keeps what it sent sealed", async () => {
    const link = await firm.makeLink({ message: "Dear {recipient}, invoice {invoice} of {amount} is due {due date}." });
    const { id } = await mailOfLink(link.id);
    const transport = transportThat(SENT);
    expect(await deliverMail(firm.ctxAt(), id, transport)).toBe("sent");
    expect(await deliverMail(firm.ctxAt(), id, transport)).toBe("already_done");
    expect(transport.sent).toHaveLength(1);
    expect(transport.sent[0]).toMatchObject({
      id,
      to: "elena.marsh@bluewater.example",
      from: { name: "Hartwell & Lowe LLP", address: "payments@docketpay.example" },
      replyTo: "billing@hartwell.example",
      subject: "Invoice 204118 from Hartwell & Lowe LLP",
    });
    expect(transport.sent[0]?.text).toContain("Dear Elena Marsh, invoice 204118 of $1,250.00 is due Oct 31, 2026.");
    expect(transport.sent[0]?.text).toContain(`http://127.0.0.1:3000/pay/${link.token}\n`);
    const stored = JSON.stringify(await test.asOwner("select * from mails where id = $1", [id]));
    expect(stored).not.toContain(link.token);
    expect(stored).not.toContain("Dear Elena");
  });

  it("is shown in the mailbox, newest first, with its links", async () => {
    const link = await firm.makeLink({ locale: "fr" });
    const { id } = await mailOfLink(link.id);
    await deliverMail(firm.ctxAt(), id);
    const mail = await findMailboxMail(id);
    const [newest] = await listMailbox();
    expect(newest?.id).toBe(id);
    expect(mail).toEqual(newest);
    expect(mail?.links).toEqual([`http://127.0.0.1:3000/pay/${link.token}?lang=fr`]);
    expect(mail?.subject).toBe("Hartwell & Lowe LLP\u00a0: facture 204118");
  });

  it("is left for later while another process has it, and sent once by two at once", async () => {
    const { mailId } = await newMail();
    const transport = transportThat(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return SENT;
    });
    const both = await Promise.allSettled([1, 2].map(() => deliverMail(firm.ctxAt(), mailId, transport)));
    expect(both.map((one) => (one.status === "fulfilled" ? one.value : "later")).toSorted()).toEqual(["later", "sent"]);
    expect(transport.sent).toHaveLength(1);
  });

  it("is tried again with the same text after the transport failed", async () => {
    const { linkId, mailId } = await newMail();
    const transport = transportThat(DOWN, DOWN, SENT);
    for (let i = 0; i < 2; i += 1)
      await expect(deliverMail(firm.ctxAt(), mailId, transport)).rejects.toThrow("the server is down");
    // What the mail is made from changes meanwhile; what is sent under one id must not.
    await test.asOwner("update pay_links set recipient_name = 'Someone Else' where id = $1", [linkId]);
    expect(await deliverMail(firm.ctxAt(), mailId, transport)).toBe("sent");
    expect(new Set(transport.sent.map((mail) => JSON.stringify(mail))).size).toBe(1);
    const [row] = await test.asOwner<MailRow>("select * from mails where id = $1", [mailId]);
    expect(row).toMatchObject({ status: "sent", tries: 3, last_error: "", leased_until: null });
  });

  it("is given up after so many tries", async () => {
    const { mailId } = await newMail();
    const transport = transportThat(DOWN);
    for (let i = 1; i < MAX_MAIL_TRIES; i += 1)
      await expect(deliverMail(firm.ctxAt(), mailId, transport)).rejects.toThrow();
    expect(await deliverMail(firm.ctxAt(), mailId, transport)).toBe("failed");
    expect(await deliverMail(firm.ctxAt(), mailId, transport)).toBe("already_done");
    expect(transport.sent).toHaveLength(MAX_MAIL_TRIES);
    const [row] = await test.asOwner<MailRow>("select * from mails where id = $1", [mailId]);
    expect(row).toMatchObject({ status: "failed", last_error: "the server is down" });
  });

  it("is not tried again when the address is refused", async () => {
    const { mailId } = await newMail();
    const transport = transportThat({ kind: "refused", reason: "550 no such user" });
    expect(await deliverMail(firm.ctxAt(), mailId, transport)).toBe("failed");
    expect(await deliverMail(firm.ctxAt(), mailId, transport)).toBe("already_done");
  });

  it("does not go out once its link was cancelled", async () => {
    const { linkId, mailId } = await newMail();
    await cancelPayLink(firm.ctxAt(), { linkId });
    const transport = transportThat(SENT);
    expect(await deliverMail(firm.ctxAt(), mailId, transport)).toBe("dropped");
    expect(transport.sent).toEqual([]);
  });

  it("does not exist for another firm", async () => {
    const other = await makeTestFirm("frm_other");
    const { mailId } = await newMail();
    const transport = transportThat(SENT);
    expect(await deliverMail(other.ctxAt(), mailId, transport)).toBe("already_done");
    expect(transport.sent).toEqual([]);
  });
});

describe("a process that dies", () => {
  const START = new Date("2026-05-04T12:00:00Z");
  const at = (minutes: number) => fixedClock(new Date(START.getTime() + minutes * 60_000));

  it("between sending and marking: the same mail goes again under the same id, once its lease is over", async () => {
    const link = await firm.makeLink({}, at(0));
    const { id } = await mailOfLink(link.id);
    const transport = transportThat(SENT);
    await deliverMail(firm.ctxAt(at(1)), id, transport);
    // As the dead process left it: sent, never marked, its job still in its hands.
    await test.asOwner("update mails set status = 'queued', sent_at = null, leased_until = $2 where id = $1", [
      id,
      at(3).now(),
    ]);
    await test.asOwner("delete from graphile_worker._private_jobs where key = $1", [`mail:${id}`]);

    expect(await requeueLostMails(firm.ctxAt(at(2)))).toMatchObject({ done: 0 });
    await expect(deliverMail(firm.ctxAt(at(2)), id, transport)).rejects.toThrow("mail_leased");
    expect(await requeueLostMails(firm.ctxAt(at(4)))).toMatchObject({ done: 1 });
    expect(await jobsOf(id)).toHaveLength(1);
    expect(await deliverMail(firm.ctxAt(at(4)), id, transport)).toBe("sent");
    expect(transport.sent.map((mail) => mail.id)).toEqual([id, id]);
    expect(transport.sent[0]).toEqual(transport.sent[1]);
  });

  it("before it began: the mail gets a new job after a quarter of an hour", async () => {
    const link = await firm.makeLink({}, at(0));
    const { id } = await mailOfLink(link.id);
    await test.asOwner("delete from graphile_worker._private_jobs where key = $1", [`mail:${id}`]);
    await requeueLostMails(firm.ctxAt(at(10)));
    expect(await jobsOf(id)).toEqual([]);
    await requeueLostMails(firm.ctxAt(at(16)));
    expect(await jobsOf(id)).toHaveLength(1);
  });

  it("leaves mails that wait for their next try alone", async () => {
    const link = await firm.makeLink({}, at(0));
    const { id } = await mailOfLink(link.id);
    await expect(deliverMail(firm.ctxAt(at(1)), id, transportThat(DOWN))).rejects.toThrow();
    await test.asOwner("delete from graphile_worker._private_jobs where key = $1", [`mail:${id}`]);
    await requeueLostMails(firm.ctxAt(at(60)));
    expect(await jobsOf(id)).toEqual([]);
  });
});
