import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliverMail } from "@/lib/email/deliver-mail";
import { findMailboxMail } from "@/lib/email/mailbox";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { getPayLink } from "@/lib/pay-links/queries";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { voidPayment } from "@/lib/voids/void-payment";
import { expectBooksToAgree } from "../support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  deskAt,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  refusalOf,
  staffCtx,
} from "../support/money-bench";
import { useTestDatabase } from "../support/test-database";
import { makeTestFirm, type TestFirm } from "../support/test-firm";

/**
 * The table "what happens to what" of the specification, cell by cell. Its column of own invoices, schedules and auto-pays is asked
 * here of the claim that they share with links: may the same money be asked for again? Posting records have their own tests.
 */
const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`, { linkLifeDays: 3_650, mailsSettled: true });
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

type Payment = { id: string; linkId: string; token: string };

async function pay(method: string, amountCents = 10_000): Promise<Payment> {
  const link = await firm.makeLink({ send: false, amountCents }, clockAfter(0));
  const { paymentId } = await payAs(firm, link.id, { method });
  return { id: paymentId, linkId: link.id, token: link.token };
}

const reconcileAt = (ms: number) => reconcilePayments(firm.ctxAt(clockAfter(ms)));
const clerk = () => staffCtx(firm, ["payments.view", "payments.refund"], { clock: clockAfter(HOUR_MS) });

async function refund(payment: Payment, amountCents: number): Promise<void> {
  const input = { paymentId: payment.id, amountCents, requestKey: `request-${payment.id}-${amountCents}` };
  await refundPayment(clerk(), RefundInput.parse(input));
}

async function actAtDesk(payment: Payment, action: "dispute" | "win" | "lose" | "return", ms: number): Promise<void> {
  const desk = deskAt(clockAfter(ms));
  const line = (await desk.listLedger()).find(({ reference }) => reference === payment.id);
  expect(await desk.actOnCharge(line?.id ?? "", action, action === "return" ? "R10" : "")).toBe(true);
  await reconcileAt(ms + 40 * DAY_MS);
}

async function disputed(): Promise<Payment> {
  const payment = await pay("visa");
  await reconcileAt(2 * DAY_MS);
  await actAtDesk(payment, "dispute", 3 * DAY_MS);
  return payment;
}

async function lost(): Promise<Payment> {
  const payment = await disputed();
  await actAtDesk(payment, "lose", 50 * DAY_MS);
  return payment;
}

/** Each outcome as the sandbox brings it about. */
const OUTCOMES: Record<string, () => Promise<Payment>> = {
  "approved (card)": () => pay("visa"),
  declined: () => pay("declined"),
  unknown: async () => {
    await causeFaults("lost=1,down=0");
    const payment = await pay("visa");
    await causeFaults("down=1");
    await reconcileAt(25 * HOUR_MS);
    return payment;
  },
  "eCheck accepted (pending)": () => pay("bank-pays"),
  "eCheck settled": async () => {
    const payment = await pay("bank-pays");
    await reconcileAt(10 * MINUTE_MS);
    return payment;
  },
  "eCheck returned": async () => {
    const payment = await pay("bank-r01");
    await reconcileAt(10 * MINUTE_MS);
    return payment;
  },
  "eCheck returned after it settled": async () => {
    const payment = await pay("bank-pays");
    await reconcileAt(10 * MINUTE_MS);
    await actAtDesk(payment, "return", 20 * DAY_MS);
    return payment;
  },
  "refunded in part": async () => {
    const payment = await pay("visa");
    await refund(payment, 4_000);
    return payment;
  },
  "refunded in full": async () => {
    const payment = await pay("visa");
    await refund(payment, 10_000);
    return payment;
  },
  voided: async () => {
    const payment = await pay("visa");
    await voidPayment(clerk(), { paymentId: payment.id, reason: "" });
    return payment;
  },
  disputed,
  "dispute lost": lost,
  "dispute won": async () => {
    const payment = await disputed();
    await actAtDesk(payment, "win", 50 * DAY_MS);
    return payment;
  },
  "dispute won after it was lost": async () => {
    const payment = await lost();
    await actAtDesk(payment, "win", 100 * DAY_MS);
    return payment;
  },
  "taken after it was unknown": async () => {
    const payment = await (OUTCOMES.unknown?.() ?? pay("visa"));
    await calmFaults();
    await reconcileAt(3 * DAY_MS);
    return payment;
  },
  "never taken": async () => {
    await causeFaults("unsent=1");
    const payment = await pay("visa");
    await causeFaults("down=1");
    await reconcileAt(25 * HOUR_MS);
    await calmFaults();
    await reconcileAt(3 * DAY_MS);
    return payment;
  },
};

type Mail = { kind: string; says: RegExp; saysNot?: RegExp };
type Row = {
  link: { status: string; paidStatus: string | null; openPayment: string; client: string };
  /** What a second try to pay the same link is told. */
  obligation: string;
  /** Mails to the payer, oldest first; one that is no longer true at its turn is dropped and not listed. */
  mails: Mail[];
  alerts: { open: string[]; closed: string[] };
};

const RECEIPT: Mail = { kind: "receipt", says: /received your payment/ };
const SUBMITTED: Mail = {
  kind: "receipt",
  says: /submitted, clears in 3-5 business days/,
  saysNot: /\bpaid\b(?! with)|received your payment/i,
};
const received = (paidStatus: string, client = "paid") => ({
  status: "payment_received",
  paidStatus,
  openPayment: paidStatus === "pending" ? "clearing" : "none",
  client,
});
const none = { open: [], closed: [] };
const HELD = "link_paid";

const TABLE: Record<string, Row> = {
  "approved (card)": { link: received("approved"), obligation: HELD, mails: [RECEIPT], alerts: none },
  declined: {
    link: { status: "outstanding", paidStatus: null, openPayment: "none", client: "payable" },
    obligation: "approved",
    mails: [],
    alerts: none,
  },
  unknown: {
    link: { status: "outstanding", paidStatus: null, openPayment: "unknown", client: "checking" },
    obligation: "in_progress",
    mails: [{ kind: "checking", says: /We are checking your payment. Do not pay again/ }],
    alerts: { open: ["payment_unknown"], closed: [] },
  },
  "eCheck accepted (pending)": {
    link: received("pending", "clearing"),
    obligation: HELD,
    mails: [SUBMITTED],
    alerts: none,
  },
  "eCheck settled": {
    link: received("settled"),
    obligation: HELD,
    mails: [RECEIPT, { kind: "settled-notice", says: /Your payment has cleared/ }],
    alerts: none,
  },
  "eCheck returned": {
    link: received("returned", "returned"),
    obligation: HELD,
    mails: [
      { kind: "return-notice", says: /returned the payment. It was not paid.[\s\S]*Not enough money[^(]*\(R01\)/ },
    ],
    alerts: { open: ["echeck_returned"], closed: [] },
  },
  "eCheck returned after it settled": {
    link: received("returned", "returned"),
    obligation: HELD,
    mails: [{ kind: "return-notice", says: /did not authorize it \(R10\)/ }],
    alerts: { open: ["echeck_returned"], closed: [] },
  },
  "refunded in part": {
    link: received("partially_refunded", "partly_refunded"),
    obligation: HELD,
    mails: [RECEIPT, { kind: "refund-receipt", says: /sent \$40.00 back/ }],
    alerts: none,
  },
  "refunded in full": {
    link: received("refunded", "refunded"),
    obligation: HELD,
    mails: [RECEIPT, { kind: "refund-receipt", says: /sent \$100.00 back/ }],
    alerts: none,
  },
  voided: {
    link: received("voided", "voided"),
    obligation: HELD,
    mails: [{ kind: "void-notice", says: /took your payment back[\s\S]*Nothing stays charged/ }],
    alerts: none,
  },
  disputed: {
    link: received("disputed"),
    obligation: HELD,
    mails: [RECEIPT],
    alerts: { open: ["dispute_opened"], closed: [] },
  },
  "dispute lost": {
    link: received("dispute_lost", "returned"),
    obligation: HELD,
    mails: [RECEIPT],
    alerts: { open: ["dispute_lost"], closed: ["dispute_opened"] },
  },
  "dispute won": {
    link: received("settled"),
    obligation: HELD,
    mails: [RECEIPT],
    alerts: { open: [], closed: ["dispute_opened"] },
  },
  "dispute won after it was lost": {
    link: received("settled"),
    obligation: HELD,
    mails: [RECEIPT],
    alerts: { open: [], closed: ["dispute_lost", "dispute_opened"] },
  },
  "taken after it was unknown": {
    link: received("settled"),
    obligation: HELD,
    mails: [RECEIPT],
    alerts: { open: [], closed: ["payment_unknown"] },
  },
  "never taken": {
    link: { status: "outstanding", paidStatus: null, openPayment: "none", client: "payable" },
    obligation: "approved",
    mails: [],
    alerts: { open: [], closed: ["payment_unknown"] },
  },
};

async function deliveredMails(paymentId: string): Promise<{ kind: string; text: string }[]> {
  const rows = await test.asOwner<{ id: string; kind: string }>(
    "select id, kind from mails where object_id = $1 order by created_at, id",
    [paymentId],
  );
  const mails = [];
  for (const { id, kind } of rows) {
    await deliverMail(firm.ctxAt(), id);
    const mail = await findMailboxMail(id);
    if (mail) mails.push({ kind, text: `${mail.subject}\n${mail.text}` });
  }
  return mails;
}

describe.each(Object.keys(OUTCOMES))("%s", (name) => {
  const bringAbout = () => (OUTCOMES[name] ?? (() => pay("visa")))();
  const row = TABLE[name];
  if (!row) throw new Error(`The table has no row ${name}.`);

  it("x sent link", async () => {
    const { linkId, token } = await bringAbout();
    const { status, paidStatus, openPayment } = await getPayLink(firm.ctxAt(clockAfter(0)), linkId);
    const found = await findPublicLink(token);
    expect({ status, paidStatus, openPayment, client: found?.link.state }).toEqual(row.link);
  });

  it("x what is owed: may it be paid again by the same link", async () => {
    const { linkId } = await bringAbout();
    await calmFaults();
    const answer = await payAs(firm, linkId, { clock: clockAfter(4 * DAY_MS) }).then(
      (result) => result.kind,
      async (error: unknown) => (await refusalOf(Promise.reject(error))).reason,
    );
    expect(answer).toBe(row.obligation);
  });

  it("x receipt mail", async () => {
    const { id } = await bringAbout();
    const mails = await deliveredMails(id);
    expect(mails.map(({ kind }) => kind)).toEqual(row.mails.map(({ kind }) => kind));
    for (const [index, { says, saysNot }] of row.mails.entries()) {
      expect(mails[index]?.text).toMatch(says);
      if (saysNot) expect(mails[index]?.text).not.toMatch(saysNot);
    }
  });

  it("x alert", async () => {
    const { id } = await bringAbout();
    const alerts = await test.asOwner<{ kind: string; isOpen: boolean }>(
      `select kind, closed_at is null as "isOpen" from alerts where object_id = $1 order by kind`,
      [id],
    );
    const kindsOf = (isOpen: boolean) => alerts.filter((alert) => alert.isOpen === isOpen).map(({ kind }) => kind);
    expect({ open: kindsOf(true), closed: kindsOf(false) }).toEqual(row.alerts);
  });
});

describe("settings and addresses", () => {
  it("the notice that an eCheck cleared is off unless the firm wants it", async () => {
    firm = await makeTestFirm(`frm_${firms}_quiet`);
    const payment = await pay("bank-pays");
    await reconcileAt(10 * MINUTE_MS);
    expect((await deliveredMails(payment.id)).map(({ kind }) => kind)).toEqual(["receipt"]);
  });

  it("a return is told to whoever got the link when the payer wanted no receipt", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    const { paymentId } = await payAs(firm, link.id, { method: "bank-r02", receiptEmail: "" });
    await reconcileAt(10 * MINUTE_MS);
    const rows = await test.asOwner("select kind, to_address from mails where object_id = $1", [paymentId]);
    expect(rows).toEqual([{ kind: "return-notice", to_address: "elena.marsh@bluewater.example" }]);
  });

  it("part of the amount closes the link; its return asks for all of it again", async () => {
    const payment = await pay("bank-r01", 5_000);
    await reconcileAt(10 * MINUTE_MS);
    const link = await getPayLink(firm.ctxAt(clockAfter(0)), payment.linkId);
    expect([link.paidStatus, link.returnCode, link.paymentId]).toEqual(["returned", "R01", payment.id]);
  });
});
