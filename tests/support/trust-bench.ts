import type { SandboxAction } from "@/lib/gateways/sandbox-desk";
import { payLink } from "@/lib/pay-links/pay-link";
import { PayLinkPayment } from "@/lib/pay-links/schemas";
import { followPayment } from "@/lib/payments/follow-payment";
import type { ChargeResult } from "@/lib/payments/model";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { RefundResult } from "@/lib/refunds/model";
import { refundPayment } from "@/lib/refunds/refund-payment";
import type { TrustMatterKey, TrustStanding } from "@/lib/trust/model";
import { readStanding } from "@/lib/trust/queries";
import { clockAfter, DAY_MS, deskAt, kindOfTest, staffCtx, tokenOf } from "./money-bench";
import type { TestDatabase } from "./test-database";
import { makeTestFirm, type TestFirm } from "./test-firm";

export type TrustBench = Awaited<ReturnType<typeof makeTrustBench>>;

/** A firm with one client's matter in its trust account, and what can happen to it. Times are after the bench's start. */
export async function makeTrustBench(test: TestDatabase, firmId: string) {
  const firm: TestFirm = await makeTestFirm(firmId);
  const key: TrustMatterKey = { accountId: "acc_trust", clientRef: "10233", matterRef: "10233-04" };
  const ctxAfter = (ms: number): Ctx => firm.ctxAt(clockAfter(ms));
  const clerkAfter = (ms: number) => staffCtx(firm, ["payments.view", "payments.refund"], { clock: clockAfter(ms) });

  const pay = (linkId: string, method: string): Promise<ChargeResult> =>
    payLink(
      { ...ctxAfter(0), actor: { kind: "payer", via: linkId } },
      linkId,
      PayLinkPayment.parse({
        methodToken: tokenOf(method),
        receiptEmail: "elena.marsh@bluewater.example",
        ...kindOfTest(method, clockAfter(0)),
      }),
    );

  async function deposit(amountCents: number, method = "visa", matterRef = key.matterRef): Promise<string> {
    const to = { account: "IOLTA Trust", clientRef: key.clientRef, matterRef, send: false, amountCents };
    const link = await firm.makeLink(to, clockAfter(0));
    return (await pay(link.id, method)).paymentId;
  }

  async function settled(amountCents: number, method = "visa", matterRef = key.matterRef): Promise<string> {
    const paymentId = await deposit(amountCents, method, matterRef);
    await act(paymentId, "settle", DAY_MS);
    return paymentId;
  }

  /** Something happens to the charge at the processor's desk, and we learn of it. */
  async function act(paymentId: string, action: SandboxAction, ms: number): Promise<void> {
    const [charge] = await test.asOwner<{ id: string }>("select id from sandbox.charges where reference = $1", [
      paymentId,
    ]);
    await deskAt(clockAfter(ms)).actOnCharge(charge?.id ?? "", action, "R10");
    await followPayment(ctxAfter(ms), paymentId);
  }

  return {
    firm,
    key,
    ctxAfter,
    clerkAfter,
    deposit,
    settled,
    act,
    payLink: pay,
    setHoldDays: (days: number) =>
      test.asOwner("update merchant_accounts set hold_days = $2 where firm_id = $1 and kind = 'trust'", [firmId, days]),
    reconcileAfter: (ms: number) => reconcilePayments(ctxAfter(ms)),
    standingAfter: (ms: number, matterRef = key.matterRef): Promise<TrustStanding & { underWayCents: number }> =>
      inFirm(ctxAfter(ms), (tx) => readStanding(ctxAfter(ms), tx, { ...key, matterRef })),
    refund: (
      paymentId: string,
      amountCents: number,
      ms: number,
      requestKey = `request-${paymentId}-${amountCents}`,
    ): Promise<RefundResult> => refundPayment(clerkAfter(ms), { paymentId, amountCents, reason: "", requestKey }),
    openCharges: async (): Promise<[string, number][]> => {
      const rows = await test.asOwner<{ kind: string; cents: number }>(
        `select c.kind, c.amount_cents::int as cents from operating_charges c left join trust_replacements r
           on r.firm_id = c.firm_id and r.charge_id = c.id
         where c.firm_id = $1 and r.charge_id is null order by c.kind`,
        [firmId],
      );
      return rows.map(({ kind, cents }) => [kind, cents]);
    },
    openAlerts: (kind: string) =>
      test.asOwner<{ object_id: string; detail: Record<string, string> }>(
        "select object_id, detail from alerts where firm_id = $1 and kind = $2 and closed_at is null",
        [firmId, kind],
      ),
  };
}
