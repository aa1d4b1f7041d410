import { and, eq } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PostingTrouble } from "../model";
import { writeTrouble } from "../schemas";
import type { PostingRecord } from "./load-records";

/** Writes down how a record was judged: pending, or incomplete with the reason. What is queued stays so unless something is wrong. */
export async function setVerdict(
  ctx: Ctx,
  tx: Tx,
  record: PostingRecord,
  trouble: PostingTrouble | null,
): Promise<void> {
  const stays = !trouble && record.state === "queued";
  const verdict = trouble
    ? { state: "incomplete" as const, ...writeTrouble(trouble) }
    : { state: "pending" as const, reason: "", reasonDetail: {} };
  await tx
    .update(postings)
    .set({
      checkedAt: ctx.clock.now(),
      ...(stays ? {} : verdict),
      ...(record.state === "queued" && !stays ? { queuedAt: null, queuedBy: "" } : {}),
    })
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.id, record.id)));
}

/** What a record says of the item that it is for. */
export function factsOfItem(item: OpenItem) {
  const { key: itemKey, clientNumber, clientName, matterNumber, matterName } = item;
  const { invoiceNumber, payorNumber, payorName, bankAccount } = item;
  return {
    ...{ itemKey, clientNumber, clientName, matterNumber, matterName },
    ...{ invoiceNumber, payorNumber, payorName, bankAccount },
  };
}
