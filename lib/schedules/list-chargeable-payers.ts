import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import { getFirm } from "@/lib/firms/queries";
import { monthOf } from "@/lib/methods/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { likePlain } from "@/lib/search/rules";

/** A payer who can be enrolled: with at least one method that is good at the account. */
export type ChargeablePayer = {
  id: string;
  name: string;
  email: string;
  clientRef: string;
  methods: { id: string; kind: string; brand: string; last4: string; isDefault: boolean }[];
};

const MOST_METHODS = 400;

/** Payers with a method at that account that can be charged, by name; of one payer only, or those whose name or address is like `q`. */
export async function listChargeablePayers(
  ctx: Ctx,
  { accountId, payerId, q }: { accountId: string; payerId: string; q: string },
): Promise<ChargeablePayer[]> {
  requirePermission(ctx, "payments.take");
  requireAccount(ctx, accountId);
  const rows = await inFirm(ctx, async (tx) => {
    const { timeZone } = await getFirm(ctx, tx);
    const month = monthOf(ctx.clock.now(), timeZone);
    return tx
      .select({ payer: payers, method: paymentMethods })
      .from(paymentMethods)
      .innerJoin(payers, and(eq(payers.firmId, paymentMethods.firmId), eq(payers.id, paymentMethods.payerId)))
      .where(
        and(
          eq(paymentMethods.firmId, ctx.firmId),
          eq(paymentMethods.accountId, accountId),
          eq(paymentMethods.status, "active"),
          or(eq(paymentMethods.expiresMonth, ""), sql`${paymentMethods.expiresMonth} >= ${month}`),
          isNull(payers.archivedAt),
          payerId === "" ? undefined : eq(payers.id, payerId),
          q === "" ? undefined : sql`${payers.searchText} like ${`%${likePlain(q.toLowerCase())}%`}`,
        ),
      )
      .orderBy(asc(payers.nameKey), asc(payers.id), sql`${paymentMethods.isDefault} desc`, asc(paymentMethods.id))
      .limit(MOST_METHODS);
  });
  const found = new Map<string, ChargeablePayer>();
  for (const { payer, method } of rows) {
    const known = found.get(payer.id) ?? {
      ...{ id: payer.id, name: payer.name, email: payer.emails[0] ?? "", clientRef: payer.clientRefs[0] ?? "" },
      methods: [],
    };
    const { id, kind, brand, last4, isDefault } = method;
    known.methods.push({ id, kind, brand, last4, isDefault });
    found.set(payer.id, known);
  }
  return [...found.values()];
}
