import { beforeAll, describe, expect, it } from "vitest";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { fixedClock } from "@/lib/platform/clock";
import { payerContext } from "@/lib/platform/make-context";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { kindOfTest } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, TEST_TOKENS, type TestFirm } from "@/tests/support/test-firm";
import { deliverMail } from "../deliver-mail";
import { findMailboxMail } from "../mailbox";
import type { MailView } from "../model";

const test = useTestDatabase();
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
});

const payer = (linkId: string) => payerContext(firm.firmId, linkId, "203.0.113.7");

async function pay(linkId: string, methodToken: string): Promise<string> {
  const result = await payLink(
    payer(linkId),
    linkId,
    PayLinkPayment.parse({
      methodToken,
      receiptEmail: "elena@bluewater.example",
      ...kindOfTest(methodToken === TEST_TOKENS.bank ? "bank-pays" : "visa"),
    }),
  );
  return result.paymentId;
}

/** Delivers what waits for an object and gives the newest mail of that kind. */
async function mailsOf(objectId: string, kind: string): Promise<MailView[]> {
  const rows = await test.asOwner<{ id: string }>(
    "select id from mails where object_id = $1 and kind = $2 order by id",
    [objectId, kind],
  );
  for (const { id } of rows) await deliverMail(firm.ctxAt(), id);
  const views = await Promise.all(rows.map(({ id }) => findMailboxMail(id)));
  return views.flatMap((view) => (view ? [view] : []));
}

describe("what a mail says", () => {
  it("receipt of a card payment: numbers, last four, authorization code, no expiry", async () => {
    const link = await firm.makeLink();
    const paymentId = await pay(link.id, TEST_TOKENS.visa);
    const [mail] = await mailsOf(paymentId, "receipt");
    expect(mail?.subject).toMatch(/^Receipt R-\d{4}-\d{6} from Hartwell & Lowe LLP$/);
    expect(mail?.to).toBe("elena@bluewater.example");
    expect(mail?.text).toContain("Paid with: Visa ending in 4242");
    expect(mail?.text).toMatch(/Authorization code: \w{6}/);
    expect(mail?.text).toContain("For: Invoice 204118");
    expect(mail?.text).toMatch(/Date: \w{3} \d{1,2}, \d{4}, \d{1,2}:\d\d [AP]M ET/);
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/12\/?29/);
    expect(mail?.links).toHaveLength(1);
    expect(mail?.links[0]).toMatch(/\/receipt\/[\w-]{43}$/);
  });

  it("receipt of an eCheck in flight: submitted, not paid", async () => {
    const link = await firm.makeLink();
    const paymentId = await pay(link.id, TEST_TOKENS.bank);
    const [mail] = await mailsOf(paymentId, "receipt");
    expect(mail?.subject).toBe("Payment submitted to Hartwell & Lowe LLP");
    expect(mail?.text).toContain("Payment submitted, clears in 3-5 business days");
    expect(mail?.text).not.toMatch(/\bpaid\b/i);
  });

  it("receipt of a trust deposit: held in trust and not yet earned, with client and matter, in the payer's language", async () => {
    const link = await firm.makeLink({
      account: "IOLTA Trust",
      clientRef: "10442",
      matterRef: "10442-0003",
      locale: "fr",
      invoiceNumber: "",
    });
    const [request] = await mailsOf(link.id, "pay-link");
    expect(request?.text).toContain("Va au compte en fiducie du cabinet");
    const paymentId = await pay(link.id, TEST_TOKENS.visa);
    const [mail] = await mailsOf(paymentId, "receipt");
    expect(mail?.text).toContain("La somme y est détenue pour vous et n’est pas encore acquise au cabinet.");
    expect(mail?.text).toContain("Dossier: 10442-0003");
    expect(mail?.text).toContain("1\u00a0250,00\u00a0$\u00a0US");
    expect(mail?.links[0]).toMatch(/\?lang=fr$/);
  });

  it("refund: how much went back and to which card", async () => {
    const link = await firm.makeLink();
    const paymentId = await pay(link.id, TEST_TOKENS.visa);
    await refundPayment(firm.ctxAt(), {
      paymentId,
      amountCents: 100_000,
      reason: "",
      requestKey: `refund-${paymentId}`,
    });
    const [mail] = await mailsOf(paymentId, "refund-receipt");
    expect(mail?.subject).toBe("Refund of $1,000.00 from Hartwell & Lowe LLP");
    expect(mail?.text).toContain("Sent back to: Visa ending in 4242");
    expect(mail?.text).toContain("Paid: $1,250.00");
    expect(mail?.text).not.toContain("surcharge");
  });

  it("refund: how much of it was a card surcharge, over all refunds together to the cent", async () => {
    const link = await firm.makeLink();
    const paymentId = await pay(link.id, TEST_TOKENS.visa);
    await test.asOwner("alter table payments disable trigger user");
    await test.asOwner("update payments set surcharge_cents = 3333 where id = $1", [paymentId]);
    await test.asOwner("alter table payments enable trigger user");
    for (const [index, amountCents] of [40_000, 40_000, 45_000].entries()) {
      const requestKey = `refund-${paymentId}-${index}`;
      await refundPayment(firm.ctxAt(), { paymentId, amountCents, reason: "", requestKey });
    }
    const mails = await mailsOf(paymentId, "refund-receipt");
    const shares = mails.map(({ text }) => /Of which card surcharge: \$(\S+)/.exec(text)?.[1]);
    expect(shares.toSorted()).toEqual(["10.66", "10.67", "12.00"]);
  });
});

describe("a payment whose outcome is unknown", () => {
  const START = new Date("2026-06-01T12:00:00Z");
  const at = (minutes: number) => fixedClock(new Date(START.getTime() + minutes * 60_000));

  /** As a process leaves it that died while it waited for a gateway which never answers again. */
  async function leaveUnknown(): Promise<string> {
    const link = await firm.makeLink();
    const paymentId = await pay(link.id, TEST_TOKENS.declined);
    const unknownId = `${paymentId}x`;
    await test.asOwner(
      `insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, currency, receipt_emails,
         link_id, gateway, method_token, created_by, created_at)
       select firm_id, $2, number || 'x', source, 'created', obligation, attempt + 1, account_id, amount_cents, currency, receipt_emails,
         link_id, gateway, method_token, created_by, $3 from payments where id = $1`,
      [paymentId, unknownId, START],
    );
    await test.asOwner("update payments set status = 'processing', submitted_at = $2 where id = $1", [
      unknownId,
      START,
    ]);
    await test.asOwner("update payments set status = 'unknown' where id = $1", [unknownId]);
    return unknownId;
  }

  it("is announced to the payer once, after a quarter of an hour", async () => {
    const paymentId = await leaveUnknown();
    await reconcilePayments(firm.ctxAt(at(14)));
    expect(await mailsOf(paymentId, "checking")).toEqual([]);
    await reconcilePayments(firm.ctxAt(at(16)));
    await reconcilePayments(firm.ctxAt(at(30)));
    const mails = await mailsOf(paymentId, "checking");
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toBe("elena@bluewater.example");
    expect(mails[0]?.text).toContain("We are checking your payment. Do not pay again.");
    expect(mails[0]?.links[0]).toMatch(/\/pay\//);
  });

  it("is not announced when the answer came before the mail went out", async () => {
    const paymentId = await leaveUnknown();
    await reconcilePayments(firm.ctxAt(at(16)));
    await test.asOwner("update payments set status = 'error' where id = $1", [paymentId]);
    expect(await mailsOf(paymentId, "checking")).toEqual([]);
    expect(
      await test.asOwner("select status from mails where object_id = $1 and kind = 'checking'", [paymentId]),
    ).toEqual([{ status: "dropped" }]);
  });
});
