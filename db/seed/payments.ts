import type { ClientBase } from "pg";
import { paymentEvents, payments, receipts, refunds } from "@/db/schema/payments";
import { CURRENCY, GATEWAY, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { Numbering } from "./numbering";
import type { Random } from "./random";
import type { Attempt } from "./story";
import { receiptTokenColumns } from "./tokens";

type Written = { random: Random; firm: SeedFirm; attempts: readonly Attempt[]; numbering: Numbering };

/** Attempts, oldest first, as rows of the app's own books with their history and refunds. */
export async function writePayments(client: ClientBase, { random, firm, attempts, numbering }: Written): Promise<void> {
  const rows = attempts.map((attempt) =>
    paymentRow(random, firm, attempt, numbering.next("payment", attempt.createdAt)),
  );
  await insertRows(client, payments, rows);
  const events = attempts
    .flatMap(({ id, moves }) =>
      moves.map(({ from, to, actor, detail, at }) => ({
        firmId: firm.firmId,
        paymentId: id,
        fromStatus: from,
        toStatus: to,
        actor,
        detail,
        at,
      })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows(client, paymentEvents, events);
  const given = attempts.flatMap((attempt) =>
    attempt.refunds.map(({ id, amountCents, reason, gatewayRef, actor, at }) => ({
      firmId: firm.firmId,
      id,
      paymentId: attempt.id,
      amountCents,
      currency: CURRENCY,
      status: "refunded" as const,
      reason,
      requestKey: `demo:${id}`,
      gatewayRef,
      refusalCode: "",
      checks: 0,
      createdBy: actor,
      createdAt: at,
      doneAt: new Date(at.getTime() + 1_400),
    })),
  );
  await insertRows(client, refunds, given);
}

/** One receipt for each payment that was taken. @returns the hash and id of each, for the directory */
export async function writeReceipts(
  client: ClientBase,
  { random, firm, attempts, numbering }: Written,
): Promise<{ tokenHash: string; id: string }[]> {
  const taken = attempts
    .flatMap(({ id, takenAt }) => (takenAt ? [{ paymentId: id, at: takenAt }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const rows = taken.map(({ paymentId, at }) => ({
    firmId: firm.firmId,
    id: random.id("rcp", at),
    number: numbering.next("receipt", at),
    paymentId,
    ...receiptTokenColumns(firm.firmId, random.token()),
    createdAt: at,
  }));
  await insertRows(client, receipts, rows);
  return rows;
}

function paymentRow(random: Random, firm: SeedFirm, attempt: Attempt, number: string): typeof payments.$inferInsert {
  const { id, source, status, obligation, amountCents, refundedCents, payer, method, ledger } = attempt;
  const isAnswered = status !== "unknown";
  return {
    firmId: firm.firmId,
    id,
    number,
    source,
    status,
    obligation,
    attempt: attempt.attempt,
    accountId: attempt.account.id,
    amountCents,
    refundedCents,
    currency: CURRENCY,
    payerId: payer.id,
    payerName: payer.name,
    receiptEmails: random.chance(0.9) ? [payer.email] : [],
    linkId: attempt.linkId,
    invoiceNumber: attempt.invoiceNumber,
    clientRef: attempt.clientRef,
    matterRef: attempt.matterRef,
    locale: payer.locale,
    gateway: GATEWAY,
    methodToken: `sbx_tok_${method.testMethod}_${method.last4}_${method.kind === "card" ? "1230" : "none"}_${random.text(24)}`,
    gatewayRef: isAnswered ? ledger.chargeId : "",
    authCode: attempt.authCode,
    challengeUrl: "",
    methodKind: isAnswered ? method.kind : "",
    methodBrand: isAnswered ? method.brand : "",
    methodLast4: isAnswered ? method.last4 : "",
    declineCode: status === "declined" ? ledger.declineCode : "",
    submittedAt: attempt.createdAt,
    checkAt: attempt.checkAt,
    checks: attempt.checks,
    createdBy: attempt.createdBy,
    createdAt: attempt.createdAt,
    approvedAt: attempt.approvedAt,
    settledAt: attempt.settledAt,
  };
}
