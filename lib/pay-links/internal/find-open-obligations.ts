import { and, eq, inArray, notInArray } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { CLAIM_RELEASED } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { obligationOfLink } from "../rules";

/** Of these links, the obligations on which a payment is open or was taken. */
export async function findOpenObligations(ctx: Ctx, tx: Tx, links: readonly { id: string }[]): Promise<Set<string>> {
  const obligations = links.map((link) => obligationOfLink(link.id));
  const rows = await tx
    .select({ obligation: payments.obligation })
    .from(payments)
    .where(
      and(
        eq(payments.firmId, ctx.firmId),
        inArray(payments.obligation, obligations),
        notInArray(payments.status, [...CLAIM_RELEASED]),
      ),
    );
  return new Set(rows.map((row) => row.obligation));
}
