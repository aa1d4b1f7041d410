import { and, count, desc, eq, inArray, isNotNull, isNull, type SQL } from "drizzle-orm";
import { breaks, comparisons } from "@/db/schema/comparisons";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { type BreakView, type ComparisonView, isBreakKind } from "./model";

/** How far the comparison of each account has come. @throws AppError forbidden */
export async function listComparisons(ctx: Ctx): Promise<ComparisonView[]> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const views: ComparisonView[] = [];
    for (const { id, name, kind } of await listMerchantAccounts(ctx, tx))
      views.push({ accountId: id, accountName: name, accountKind: kind, ...(await stateOf(ctx, tx, id)) });
    return views;
  });
}

type State = Omit<ComparisonView, "accountId" | "accountName" | "accountKind">;

async function stateOf(ctx: Ctx, tx: Tx, accountId: string): Promise<State> {
  const newest = (which: SQL | undefined) =>
    tx
      .select()
      .from(comparisons)
      .where(and(eq(comparisons.firmId, ctx.firmId), eq(comparisons.accountId, accountId), which))
      .orderBy(desc(comparisons.startedAt), desc(comparisons.id))
      .limit(1);
  const [done] = await newest(and(isNotNull(comparisons.finishedAt), eq(comparisons.failure, "")));
  const [running] = await newest(isNull(comparisons.finishedAt));
  const [ended] = await newest(isNotNull(comparisons.finishedAt));
  const [open] = await tx
    .select({ n: count() })
    .from(breaks)
    .where(and(eq(breaks.firmId, ctx.firmId), eq(breaks.accountId, accountId), isNull(breaks.closedAt)));
  return {
    last: done?.finishedAt
      ? {
          startedAt: done.startedAt,
          fromAt: done.fromAt,
          toAt: done.toAt,
          examined: done.examined,
          found: done.found,
          imported: done.imported,
          finishedAt: done.finishedAt,
        }
      : null,
    runningSince: running?.startedAt ?? null,
    failure: ended?.failure ?? "",
    failedAt: ended?.failure ? ended.finishedAt : null,
    openBreaks: open?.n ?? 0,
  };
}

/** The newest breaks, open or closed. @throws AppError forbidden */
export async function listBreaks(
  ctx: Ctx,
  { isOpen, limit }: { isOpen: boolean; limit: number },
): Promise<{ rows: BreakView[]; total: number }> {
  requirePermission(ctx, "settings.manage");
  const visible = visibleAccountIds(ctx);
  const which = and(
    eq(breaks.firmId, ctx.firmId),
    visible === null ? undefined : inArray(breaks.accountId, [...visible]),
    isOpen ? isNull(breaks.closedAt) : isNotNull(breaks.closedAt),
  );
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({
        row: breaks,
        accountName: merchantAccounts.name,
        accountKind: merchantAccounts.kind,
        payment: payments,
      })
      .from(breaks)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, breaks.firmId), eq(merchantAccounts.id, breaks.accountId)),
      )
      .leftJoin(payments, and(eq(payments.firmId, breaks.firmId), eq(payments.id, breaks.reference)))
      .where(which)
      .orderBy(desc(isOpen ? breaks.foundAt : breaks.closedAt), desc(breaks.id))
      .limit(limit);
    const [all] = await tx.select({ n: count() }).from(breaks).where(which);
    return { rows: rows.map(breakViewOf), total: all?.n ?? 0 };
  });
}

function breakViewOf(found: {
  row: typeof breaks.$inferSelect;
  accountName: string;
  accountKind: "operating" | "trust";
  payment: typeof payments.$inferSelect | null;
}): BreakView {
  const { firmId: _firm, lastSeenAt: _seen, kind, ...row } = found.row;
  invariant(isBreakKind(kind), `kind ${kind} of a break is known`);
  return {
    ...row,
    kind,
    accountName: found.accountName,
    accountKind: found.accountKind,
    paymentId: found.payment?.id ?? null,
    paymentNumber: found.payment?.number ?? "",
  };
}
