import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** A line of the audit log names no more; the records themselves say who moved them and when. */
const MOST_NAMED = 200;

/** One line for one press of a button, however many records it moved; none where it moved nothing. */
export async function auditPostings(
  ctx: Ctx,
  tx: Tx,
  action: string,
  ids: readonly string[],
  detail: Record<string, unknown> = {},
): Promise<void> {
  const [first] = ids;
  if (!first) return;
  await appendAudit(ctx, tx, {
    action,
    objectType: "posting",
    objectId: first,
    detail: { count: ids.length, ids: ids.slice(0, MOST_NAMED), ...detail },
  });
}
