import { sql } from "drizzle-orm";
import { postings } from "@/db/schema/postings";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PostingTrouble } from "../model";
import { writeTrouble } from "../schemas";
import type { PostingRecord } from "./load-records";

export type Verdict = { record: PostingRecord; trouble: PostingTrouble | null };

/**
 * Writes down how locked records were judged, all in one statement: pending, or incomplete with the reason. What is queued stays so unless
 * something is wrong with it.
 */
export async function setVerdicts(ctx: Ctx, tx: Tx, verdicts: readonly Verdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  const judged = verdicts.map(({ record, trouble }) => {
    const { reason, reasonDetail } = trouble ? writeTrouble(trouble) : { reason: "", reasonDetail: {} };
    return { id: record.id, state: stateOf(record, trouble), reason, detail: reasonDetail };
  });
  await tx.execute(sql`
    update ${postings} p set
      checked_at = ${ctx.clock.now()}, state = v.state, reason = v.reason, reason_detail = v.detail,
      queued_at = case when v.state = 'queued' then p.queued_at end,
      queued_by = case when v.state = 'queued' then p.queued_by else '' end
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as v(id text, state text, reason text, detail jsonb)
    where p.firm_id = ${ctx.firmId} and p.id = v.id`);
}

function stateOf({ state }: PostingRecord, trouble: PostingTrouble | null): "pending" | "incomplete" | "queued" {
  if (trouble) return "incomplete";
  return state === "queued" ? "queued" : "pending";
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
