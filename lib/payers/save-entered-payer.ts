import { and, eq } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { insertPayer } from "./create-payer";
import { columnsOf, factsOf } from "./internal/load";
import { payerIs } from "./lock-payer";
import type { PayerFacts } from "./model";
import { changedFacts, completeName } from "./rules";

/**
 * Keeps the payer that somebody typed beside a payment, in the payment's own transaction. After a decline the same form may be sent
 * again, with a name that was corrected: it stays one payer. The caller has asked for the permission.
 */
export async function saveEnteredPayer(ctx: Ctx, tx: Tx, facts: PayerFacts, requestKey: string): Promise<string> {
  const rows = await tx
    .select()
    .from(payers)
    .where(and(eq(payers.firmId, ctx.firmId), eq(payers.requestKey, requestKey)))
    .for("update");
  const row = rows[0];
  if (!row) return (await insertPayer(ctx, tx, facts, requestKey)).id;
  const after = { ...facts, name: completeName(facts) };
  const changed = changedFacts(factsOf(row), after);
  if (Object.keys(changed.after).length === 0) return row.id;
  await tx
    .update(payers)
    .set({ ...columnsOf(after), revision: row.revision + 1 })
    .where(payerIs(ctx, row.id));
  await appendAudit(ctx, tx, { action: "payer.update", objectType: "payer", objectId: row.id, detail: changed });
  return row.id;
}
