import { beforeEach, describe, expect, it } from "vitest";
import { notificationAddresses } from "@/db/schema/notifications";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import type { MailView } from "@/lib/email/model";
import { noticeExpiredLinks } from "@/lib/pay-links/notice-expired-links";
import { createPayer } from "@/lib/payers/create-payer";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { recordOutcome } from "@/lib/payments/record-outcome";
import { inFirm } from "@/lib/platform/tx";
import { refundPayment } from "@/lib/refunds/refund-payment";
import type { Permission } from "@/lib/staff/model";
import { clockAfter, DAY_MS, payAs } from "@/tests/support/money-bench";
import { makeTestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { NOTIFICATION_EVENTS, type NotificationEvent, type StaffNews } from "./model";
import { notifyStaff } from "./notify-staff";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let users = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

type Wish = { events?: readonly NotificationEvent[]; largeCents?: number };
type Rights = { permissions?: readonly Permission[]; accountIds?: string[] | null; locale?: string };

/** A user who is told at this address. */
async function tell(
  address: string,
  { events = NOTIFICATION_EVENTS, largeCents = 500_000 }: Wish = {},
  rights: Rights = {},
) {
  users += 1;
  const { userId } = await makeTestUser(firm, `usr_${users}`, rights);
  const row = {
    firmId: firm.firmId,
    id: `ntf_${users}`,
    userId,
    address,
    events: [...events],
    largeCents,
    position: 0,
  };
  await inFirm(firm.ctxAt(), (tx) => tx.insert(notificationAddresses).values({ ...row, createdAt: new Date() }));
  return userId;
}

type Told = { to_address: string; event: string; locale: string; id: string };
const told = () =>
  test.asOwner<Told>(
    "select id, to_address, payload->>'event' as event, locale from mails where firm_id = $1 and kind = 'staff-notice' order by to_address, event, dedupe_key",
    [firm.firmId],
  );
const events = async () => (await told()).map(({ event }) => event);

async function read(): Promise<MailView[]> {
  const mails: MailView[] = [];
  for (const { id } of await told()) {
    await deliverMail(firm.ctxAt(clockAfter(0)), id);
    const mail = await findMailboxMail(id);
    if (mail) mails.push(mail);
  }
  return mails;
}

describe("who is told of a payment", () => {
  it("each address once, in its user's language, whoever shares it", async () => {
    await tell("books@hartwell.example", {}, { locale: "fr" });
    await tell("books@hartwell.example");
    await tell("dana@hartwell.example");
    const link = await firm.makeLink({}, clockAfter(0));
    const { paymentId } = await payAs(firm, link.id);
    expect((await told()).map(({ to_address, event, locale }) => [to_address, event, locale])).toEqual([
      ["books@hartwell.example", "payment_received", "fr"],
      ["dana@hartwell.example", "payment_received", "en"],
    ]);
    const [french, english] = await read();
    expect(french?.subject).toBe("Paiement reçu\u00a0: 1\u00a0250,00\u00a0$\u00a0US, Elena Marsh");
    expect(english?.subject).toBe("Payment received: $1,250.00, Elena Marsh");
    expect(english?.text).toContain("Invoice: 204118");
    expect(english?.links).toContainEqual(expect.stringMatching(new RegExp(`/staff/payments/${paymentId}$`)));
    expect(english?.links).toContainEqual(expect.stringMatching(/\/staff\/profile#notifications$/));
  });

  it("hears of a large one that it is large, and of an eCheck that it has not cleared", async () => {
    await tell("dana@hartwell.example", { largeCents: 125_000 });
    const link = await firm.makeLink({}, clockAfter(0));
    await payAs(firm, link.id, { method: "bank-pays" });
    const [mail] = await read();
    expect(mail?.subject).toBe("Large payment received: $1,250.00, Elena Marsh");
    expect(mail?.text).toContain("until then it is not paid");
  });

  it("leaves out who was deactivated, may not see the account, lacks the permission or did not ask", async () => {
    await makeTestUser(firm, `usr_admin_${firms}`);
    const gone = await tell("gone@hartwell.example");
    await test.asOwner("update users set disabled_at = now() where id = $1", [gone]);
    const invited = await tell("invited@hartwell.example");
    await test.asOwner("update users set password_hash = '' where id = $1", [invited]);
    await tell("trust@hartwell.example", {}, { accountIds: ["acc_trust"] });
    await tell("pages@hartwell.example", {}, { permissions: ["pages.manage"] });
    await tell("quiet@hartwell.example", { events: ["payment_declined"] });
    const link = await firm.makeLink({}, clockAfter(0));
    await payAs(firm, link.id);
    expect(await told()).toEqual([]);
  });

  it("is told when the change is committed and only then, and once however often it is said", async () => {
    await tell("dana@hartwell.example");
    const news = { event: "payment_declined", paymentId: "pay_1", accountId: "acc_operating" } as const;
    const ctx = firm.ctxAt();
    const undone = inFirm(ctx, async (tx) => {
      await notifyStaff(ctx, tx, news);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await told()).toEqual([]);
    for (let time = 0; time < 2; time += 1) await inFirm(ctx, (tx) => notifyStaff(ctx, tx, news));
    expect(await events()).toEqual(["payment_declined"]);
  });

  it("waits for a receipt that was asked for later", async () => {
    await tell("dana@hartwell.example");
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    await payAs(firm, link.id);
    const jobs = await test.asOwner<{ kind: string; priority: number }>(
      `select m.kind, j.priority from mails m join graphile_worker.jobs j on j.key = 'mail:' || m.id
       where m.firm_id = $1 order by j.priority, m.id`,
      [firm.firmId],
    );
    expect(jobs).toEqual([
      { kind: "receipt", priority: 0 },
      { kind: "staff-notice", priority: 10 },
    ]);
  });
});

describe("every cause", () => {
  it("a decline says why, a refund how much, and neither says a payment came in", async () => {
    await tell("dana@hartwell.example");
    const link = await firm.makeLink({}, clockAfter(0));
    await payAs(firm, link.id, { method: "declined" });
    const paid = await payAs(firm, link.id);
    const ctx = firm.ctxAt(clockAfter(0));
    await refundPayment(ctx, { paymentId: paid.paymentId, amountCents: 25_000, reason: "", requestKey: "one" });
    expect(await events()).toEqual(["payment_declined", "payment_received", "payment_refunded"]);
    const [declined, , refunded] = await read();
    expect(declined?.text).toContain("Reason: Card declined");
    expect(refunded?.subject).toBe("Payment refunded: $250.00, Elena Marsh");
    // The answer once more, as recovery may bring it.
    await recordOutcome(ctx, paid.paymentId, {
      kind: "declined",
      gatewayRef: null,
      method: null,
      code: "card_declined",
      retry: "never",
    });
    expect(await events()).toHaveLength(3);
  });

  it("two refunds of one payment are two mails, each with its own sum", async () => {
    await tell("dana@hartwell.example", { events: ["payment_refunded"] });
    const link = await firm.makeLink({}, clockAfter(0));
    const { paymentId } = await payAs(firm, link.id);
    for (const amountCents of [25_000, 30_000])
      await refundPayment(firm.ctxAt(clockAfter(0)), {
        paymentId,
        amountCents,
        reason: "",
        requestKey: `${amountCents}`,
      });
    expect((await read()).map(({ subject }) => subject).toSorted()).toEqual([
      "Payment refunded: $250.00, Elena Marsh",
      "Payment refunded: $300.00, Elena Marsh",
    ]);
  });

  it("returns, disputes, posting files and lost lines by their alert, once while it is open", async () => {
    await tell("dana@hartwell.example");
    const link = await firm.makeLink({}, clockAfter(0));
    const { paymentId } = await payAs(firm, link.id);
    await test.asOwner("delete from mails where kind = 'staff-notice'");
    const ctx = firm.ctxAt(clockAfter(0));
    const of = { accountId: "acc_operating", detail: { code: "R01", name: "Office", number: "F-12" } };
    const raise = (alert: Pick<Parameters<typeof raiseAlert>[2], "kind" | "objectType" | "objectId">) =>
      inFirm(ctx, (tx) => raiseAlert(ctx, tx, { ...of, ...alert }));
    for (let time = 0; time < 2; time += 1) {
      await raise({ kind: "echeck_returned", objectType: "payment", objectId: paymentId });
      await raise({ kind: "dispute_opened", objectType: "payment", objectId: paymentId });
      await raise({ kind: "posting_failed", objectType: "posting", objectId: "bat_1" });
      await raise({ kind: "connector_down", objectType: "connection", objectId: "cnn_1" });
      await raise({ kind: "schedule_failed", objectType: "schedule", objectId: "sch_1" });
    }
    expect(await events()).toEqual(["connector_down", "echeck_returned", "payment_disputed", "posting_failed"]);
    const line = { objectType: "connection", objectId: "cnn_1", kinds: ["connector_down"] } as const;
    await inFirm(ctx, (tx) => clearAlerts(ctx, tx, line));
    const mails = await read();
    // The line was back before the mail was written.
    expect(mails.map(({ subject }) => subject)).toEqual([
      "eCheck returned: $1,250.00, Elena Marsh",
      "Payment disputed: $1,250.00, Elena Marsh",
      "Posting failed",
    ]);
    expect(mails[2]?.text).toContain("File or record: F-12");
  });

  it("a failed run of a plan, once for each run, also without an amount", async () => {
    await tell("dana@hartwell.example");
    const ctx = firm.ctxAt();
    const made = await createPayer(
      ctx,
      CreatePayerInput.parse({ kind: "person", name: "Elena Marsh", requestKey: "payer-of-the-plan" }),
    );
    const run = (runId: string, amountCents: number | null): StaffNews => ({
      ...{ event: "auto_pay_failed", runId, amountCents, accountId: "acc_trust", payerId: made.id, name: "Retainer" },
      ...{ currency: "USD", reason: "insufficient_funds", path: "/staff/payers/pyr_1" },
    });
    for (const news of [run("ap_1:2026-05", 40_000), run("ap_1:2026-05", 40_000), run("ap_1:2026-06", null)])
      await inFirm(ctx, (tx) => notifyStaff(ctx, tx, news));
    const [first, second, ...more] = await read();
    expect(more).toEqual([]);
    expect([first?.subject, second?.subject]).toEqual([
      "Auto-Pay failed: $400.00, Elena Marsh",
      "Auto-Pay failed: Elena Marsh",
    ]);
    expect(first?.text).toContain("Trust account");
    expect(first?.text).toContain("Plan: Retainer");
    expect(first?.text).toContain("Reason: Insufficient funds");
  });

  it("an expired link reaches the firm's address and whoever asked for it, each once", async () => {
    await tell("billing@hartwell.example");
    await tell("dana@hartwell.example", {}, { locale: "es" });
    await tell("trust@hartwell.example", {}, { accountIds: ["acc_trust"] });
    await tell("quiet@hartwell.example", { events: ["payment_received"] });
    await tell("pages@hartwell.example", {}, { permissions: ["pages.manage"] });
    await firm.makeLink({}, clockAfter(0));
    for (let time = 0; time < 2; time += 1) await noticeExpiredLinks(firm.ctxAt(clockAfter(40 * DAY_MS)));
    const rows = await test.asOwner(
      "select to_address, locale from mails where firm_id = $1 and kind = 'link-expired' order by to_address",
      [firm.firmId],
    );
    expect(rows).toEqual([
      { to_address: "billing@hartwell.example", locale: "en" },
      { to_address: "dana@hartwell.example", locale: "es" },
    ]);
  });
});
