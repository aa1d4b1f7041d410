import type { ClientBase } from "pg";
import { sandboxCharges, sandboxRefunds } from "@/db/schema/sandbox";
import { idempotencyKeyOf } from "@/lib/payments/rules";
import { CURRENCY, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { Attempt } from "./story";

/** The same attempts in the gateway's own books, oldest first: one charge for each, and each refund. */
export async function writeSandboxLedger(
  client: ClientBase,
  attempts: readonly (Attempt & { firm: SeedFirm })[],
): Promise<void> {
  const inOrder = [...attempts].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const charges = inOrder.map((attempt) => {
    const { ledger, account, firm } = attempt;
    return {
      id: ledger.chargeId,
      firmId: firm.firmId,
      accountId: account.id,
      accountName: account.name,
      reference: attempt.id,
      idempotencyKey: idempotencyKeyOf(attempt.obligation, attempt.attempt),
      amountCents: attempt.amountCents,
      refundedCents: attempt.refundedCents,
      currency: CURRENCY,
      description: attempt.invoiceNumber ? `Invoice ${attempt.invoiceNumber}` : "Payment",
      state: ledger.state,
      nextState: ledger.nextState,
      nextAt: ledger.nextAt,
      testMethod: ledger.testMethod,
      last4: attempt.method.last4,
      authCode: attempt.authCode,
      declineCode: ledger.declineCode,
      returnCode: ledger.returnCode,
      createdAt: attempt.createdAt,
    };
  });
  const refunds = inOrder.flatMap(({ firm, account, ledger, refunds: given }) =>
    given.map(({ id, gatewayRef, amountCents, at }) => ({
      id: gatewayRef,
      chargeId: ledger.chargeId,
      firmId: firm.firmId,
      accountId: account.id,
      reference: id,
      idempotencyKey: `refund:${id}`,
      amountCents,
      currency: CURRENCY,
      createdAt: at,
    })),
  );
  await insertRows(client, sandboxCharges, charges);
  await insertRows(client, sandboxRefunds, refunds);
}
