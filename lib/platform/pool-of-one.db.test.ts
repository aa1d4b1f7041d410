import { expect, it } from "vitest";
import { databasePool } from "@/db/client";
import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { completeLinkAction } from "@/lib/pay-links/complete-link-action";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { markLinkOpened } from "@/lib/pay-links/mark-link-opened";
import { noticeExpiredLinks } from "@/lib/pay-links/notice-expired-links";
import { listPayLinks } from "@/lib/pay-links/queries";
import { resendPayLink } from "@/lib/pay-links/resend-pay-link";
import { getPayment } from "@/lib/payments/get-payment";
import { listPayments, sumPayments } from "@/lib/payments/queries";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { PaymentFilter } from "@/lib/payments/schemas";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { signInStaff } from "@/lib/staff/sign-in";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { clockAfter, DAY_MS, payAs, refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";

// A verb that takes a second connection while it holds one hangs as soon as the pool is used up. With one connection it hangs at once.
process.env.DATABASE_POOL_MAX = "1";
const test = useTestDatabase();

it("every verb of links, money and sign-in does its work on a single connection", async () => {
  const firm = await makeTestFirm();
  const ctx = firm.ctxAt(clockAfter(0));
  const [link, other] = [await firm.makeLink({}, clockAfter(0)), await firm.makeLink({}, clockAfter(0))];
  await markLinkOpened(ctx, link.id);
  await resendPayLink(ctx, { linkId: link.id });
  await payAs(firm, link.id, { method: "declined" });
  const paid = await payAs(firm, link.id);
  if (paid.kind !== "approved") throw new Error(`It answered ${paid.kind}.`);
  await completeLinkAction(ctx, link.id);
  await refundPayment(ctx, { paymentId: paid.paymentId, amountCents: 100, reason: "", requestKey: "a-request" });
  await cancelPayLink(ctx, { linkId: other.id });
  await getPayment(ctx, paid.paymentId);
  await listPayments(ctx, PaymentFilter.parse({}));
  await sumPayments(ctx, PaymentFilter.parse({}));
  await listPayLinks(ctx, { status: "all" });
  expect(await findPublicLink(link.token)).not.toBeNull();
  expect(await findPublicReceipt(paid.receiptToken)).not.toBeNull();
  expect(await refusalOf(signInStaff({ email: "nobody@hartwell.example", password: "x", ip: "" }))).toMatchObject({
    code: "unauthenticated",
  });
  await reconcilePayments(firm.ctxAt(clockAfter(2 * DAY_MS)));
  await noticeExpiredLinks(firm.ctxAt(clockAfter(40 * DAY_MS)));
  expect(databasePool().totalCount).toBe(1);
  await expectBooksToAgree(test);
});

it("50 people who pay one link wait in one queue, and it is one charge", async () => {
  const firm = await makeTestFirm("frm_queue");
  const link = await firm.makeLink({}, clockAfter(0));
  const counts = countAnswers(await releaseTogether(50, () => payAs(firm, link.id)));
  expect(counts.approved).toBe(1);
  expect(
    Object.keys(counts).filter((name) => !["approved", "in_progress", "refused link_paid"].includes(name)),
  ).toEqual([]);
  await expectBooksToAgree(test);
});
