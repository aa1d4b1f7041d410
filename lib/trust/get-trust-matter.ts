import { and, desc, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { trustEntries } from "@/db/schema/trust";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { isTrustEntryKind, type TrustEntryRow, type TrustMatterKey, type TrustStanding } from "./model";
import { readStanding } from "./queries";

const MAX_ENTRIES = 500;

export type TrustMatter = TrustMatterKey & {
  accountName: string;
  bankLast4: string;
  currency: string;
  holdDays: number;
  standing: TrustStanding;
  /** Oldest first, the newest 500. */
  entries: TrustEntryRow[];
  hasMore: boolean;
};

/** A matter's ledger in one trust account (T14). @throws AppError forbidden, not_found */
export async function getTrustMatter(ctx: Ctx, key: TrustMatterKey): Promise<TrustMatter> {
  requirePermission(ctx, "payments.view");
  requireAccount(ctx, key.accountId);
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({ entry: trustEntries, number: payments.number, account: merchantAccounts })
      .from(trustEntries)
      .innerJoin(payments, and(eq(payments.firmId, trustEntries.firmId), eq(payments.id, trustEntries.paymentId)))
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, trustEntries.firmId), eq(merchantAccounts.id, trustEntries.accountId)),
      )
      .where(
        and(
          eq(trustEntries.firmId, ctx.firmId),
          eq(trustEntries.accountId, key.accountId),
          eq(trustEntries.clientRef, key.clientRef),
          eq(trustEntries.matterRef, key.matterRef),
        ),
      )
      .orderBy(desc(trustEntries.id))
      .limit(MAX_ENTRIES + 1);
    const account = rows[0]?.account;
    if (!account) throw new AppError("not_found", { reason: "matter_unknown" });
    const { underWayCents: _under, ...standing } = await readStanding(ctx, tx, key);
    return {
      ...key,
      accountName: account.name,
      bankLast4: account.bankLast4,
      currency: account.currency,
      holdDays: account.holdDays,
      standing,
      entries: rows
        .slice(0, MAX_ENTRIES)
        .map(({ entry, number }) => entryRowOf(entry, number))
        .reverse(),
      hasMore: rows.length > MAX_ENTRIES,
    };
  });
}

function entryRowOf(entry: typeof trustEntries.$inferSelect, paymentNumber: string): TrustEntryRow {
  const { id, kind, amountCents, balanceCents, currency, source, purpose, paymentId, at } = entry;
  invariant(isTrustEntryKind(kind), `kind ${kind} of a trust entry is known`);
  return { id, kind, amountCents, balanceCents, currency, source, purpose, paymentId, paymentNumber, at };
}
