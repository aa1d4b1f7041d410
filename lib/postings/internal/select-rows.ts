import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { postingBatches, postings } from "@/db/schema/postings";
import { isPaymentSource } from "@/lib/payments/model";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { PostingRow } from "../model";
import { removedByOf } from "../rules";
import { readTrouble } from "../schemas";

/** A row, with what its place in the list is told by. */
export type ReadRow = { row: PostingRow; payerKey: string };

/** What this actor may see of the firm's records. */
export function visiblePostings(ctx: Ctx): SQL | undefined {
  const visibleIds = visibleAccountIds(ctx);
  return and(
    eq(postings.firmId, ctx.firmId),
    visibleIds === null ? undefined : inArray(postings.accountId, [...visibleIds]),
  );
}

export function selectRows(tx: Tx) {
  return tx
    .select({
      posting: postings,
      paymentNumber: payments.number,
      accountName: merchantAccounts.name,
      accountKind: merchantAccounts.kind,
      batchNumber: postingBatches.number,
      reversesNumber: sql<string | null>`(select o.number from postings o
        where o.firm_id = ${postings.firmId} and o.id = ${postings.reversesId})`,
      payerKey: sql<string>`lower(${postings.payerName})`,
    })
    .from(postings)
    .innerJoin(payments, and(eq(payments.firmId, postings.firmId), eq(payments.id, postings.paymentId)))
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, postings.firmId), eq(merchantAccounts.id, postings.accountId)),
    )
    .leftJoin(postingBatches, and(eq(postingBatches.firmId, postings.firmId), eq(postingBatches.id, postings.batchId)))
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof selectRows>>[number];

export function readRow({ posting, payerKey, ...related }: Selected): ReadRow {
  const { source } = posting;
  invariant(isPaymentSource(source), `source ${source} is known`);
  const { firmId, place, cause, reversesId, reason, reasonDetail, queuedBy, payorNumber, ...rest } = posting;
  const removedBy = removedByOf(posting);
  return {
    payerKey,
    row: {
      ...rest,
      ...related,
      source,
      trouble: posting.state === "incomplete" ? readTrouble(reason, reasonDetail) : null,
      isReversal: reversesId !== null,
      isFromPage: source === "payment_page",
      isMatched: posting.itemKey !== "",
      removedBy,
      mayRestore: removedBy === "person",
    },
  };
}
