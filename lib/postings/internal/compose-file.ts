import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { payments } from "@/db/schema/payments";
import { postings } from "@/db/schema/postings";
import { getPostingLayout } from "@/lib/connect-settings/get-posting-layout";
import type { PostingAccount } from "@/lib/connect-settings/model";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { requireCurrency } from "@/lib/money/currency";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { PostingFileBatch, PostingFileRecord, PostingLayout } from "@/lib/posting-layouts/model";
import type { PostingRecord } from "./load-records";

/** How files of a connection look now. @throws AppError not_found (connection_unknown), refused (layout_unreadable) */
export async function findLayout(ctx: Ctx, tx: Tx, connectionId: string): Promise<PostingLayout> {
  const rows = await tx
    .select({ id: connections.id, system: connections.system })
    .from(connections)
    .where(and(eq(connections.firmId, ctx.firmId), eq(connections.id, connectionId)));
  const [connection] = rows;
  if (!connection) throw new AppError("not_found", { reason: "connection_unknown" });
  return (await getPostingLayout(ctx, tx, connection)).layout;
}

/** What a record's line in a file needs beside the record itself. */
export type FileNeighbour = {
  id: string;
  paymentNumber: string;
  methodKind: string;
  methodLast4: string;
  authCode: string;
  reversesReference: string;
};

/** For records of one file, by their ids. */
export async function loadNeighbours(
  ctx: Ctx,
  tx: Tx,
  condition: Parameters<typeof and>[0],
): Promise<Map<string, FileNeighbour>> {
  const reversed = tx
    .$with("reversed")
    .as(
      tx
        .select({ firmId: postings.firmId, reversedId: postings.id, reversedNumber: postings.number })
        .from(postings)
        .where(eq(postings.firmId, ctx.firmId)),
    );
  const rows = await tx
    .with(reversed)
    .select({
      id: postings.id,
      paymentNumber: payments.number,
      methodKind: payments.methodKind,
      methodLast4: payments.methodLast4,
      authCode: payments.authCode,
      reversesReference: reversed.reversedNumber,
    })
    .from(postings)
    .innerJoin(payments, and(eq(payments.firmId, postings.firmId), eq(payments.id, postings.paymentId)))
    .leftJoin(reversed, eq(reversed.reversedId, postings.reversesId))
    .where(and(eq(postings.firmId, ctx.firmId), condition));
  return new Map(rows.map((row) => [row.id, { ...row, reversesReference: row.reversesReference ?? "" }]));
}

export type FileFacts = {
  batchId: string;
  number: string;
  firm: { name: string; timeZone: string };
  now: Date;
  postingDate: "paid" | "posted";
  account: PostingAccount;
  neighbours: ReadonlyMap<string, FileNeighbour>;
};

/** Records of one account and currency as a layout wants them. */
export function composeFile(records: readonly PostingRecord[], facts: FileFacts): PostingFileBatch {
  const [first] = records;
  invariant(first, "a file has records");
  const today = dateInZone(facts.now, facts.firm.timeZone);
  return {
    batchId: facts.batchId,
    number: facts.number,
    createdOn: today,
    postedOn: today,
    firmName: facts.firm.name,
    currency: requireCurrency(first.currency),
    records: records.map((record) => recordOf(record, facts, today)),
  };
}

function recordOf(record: PostingRecord, facts: FileFacts, today: string): PostingFileRecord {
  const { account, neighbours, firm } = facts;
  const near = neighbours.get(record.id);
  invariant(near, `the payment of ${record.id} is known`);
  const paidOn = dateInZone(record.paidAt, firm.timeZone);
  const { clientNumber, clientName, matterNumber, matterName, invoiceNumber } = record;
  const { payorNumber, payorName, payerName, amountCents, arMessage, itemKey } = record;
  const isReversal = amountCents < 0;
  return {
    ...{ clientNumber, clientName, matterNumber, matterName, invoiceNumber },
    ...{ payorNumber, payorName, payerName, amountCents, arMessage, itemKey },
    reference: record.number,
    paymentNumber: near.paymentNumber,
    kind: isReversal ? "reversal" : "payment",
    reversesReference: isReversal ? near.reversesReference : "",
    itemKind: record.kind,
    currency: requireCurrency(record.currency),
    ledgerCode: account.ledgerCode,
    transactionType: account.transactionType,
    // A ledger is held at one bank, whatever the account is called here.
    bankAccount: record.kind === "trust" && record.bankAccount !== "" ? record.bankAccount : account.bankAccount,
    postingDate: facts.postingDate === "paid" ? paidOn : today,
    transactionDate: paidOn,
    methodKind: near.methodKind,
    methodLast4: near.methodLast4,
    authCode: near.authCode,
  };
}
