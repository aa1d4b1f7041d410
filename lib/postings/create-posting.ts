import { and, eq } from "drizzle-orm";
import { allocationLines } from "@/db/schema/allocations";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { postings } from "@/db/schema/postings";
import { appendAudit } from "@/lib/audit/append-audit";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { ReadItem } from "@/lib/matter-systems/model";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { claimCents } from "@/lib/surcharges/rules";
import { applyToPostings } from "./apply-to-postings";
import { readItemForPosting } from "./internal/read-item";
import { factsOfItem } from "./internal/set-verdicts";
import type { SystemOf } from "./match-postings";
import type { CreatePostingInput } from "./schemas";

type Target = { payment: LockedPayment; kind: "invoice" | "trust"; connectionId: string };

/**
 * "Create posting record": gives a taken payment that has none its record, on an item that was chosen or to be found by its number.
 * @throws AppError forbidden, not_found (connect_off, payment_unknown), refused (posting_exists, not_postable, no_connection,
 * item_unknown), upstream_unavailable
 */
export async function createPosting(
  ctx: Ctx,
  input: CreatePostingInput,
  systemOf: SystemOf = matterSystemOf,
): Promise<{ postingId: string }> {
  requirePermission(ctx, "postings.manage");
  const { kind, connectionId } = await inFirm(ctx, (tx) => loadTarget(ctx, tx, input.paymentId));
  const system = systemOf(ctx, connectionId);
  const item = input.itemKey ? await readItemForPosting(system, { kind, key: input.itemKey }) : null;
  return inFirm(ctx, async (tx) => {
    const target = await loadTarget(ctx, tx, input.paymentId);
    await keepLine(ctx, tx, target, { ...input, item });
    await applyToPostings(ctx, tx, target.payment, "payment");
    const postingId = await findPosting(ctx, tx, input.paymentId);
    // Nothing is held of it, or an eCheck in flight has to settle first.
    if (!postingId) throw new AppError("refused", { reason: "not_postable" });
    await appendAudit(ctx, tx, {
      action: "posting.create",
      objectType: "payment",
      objectId: input.paymentId,
      detail: { postingId, itemKey: item?.key ?? "", invoiceNumber: input.invoiceNumber },
    });
    return { postingId };
  });
}

async function loadTarget(ctx: Ctx, tx: Tx, paymentId: string): Promise<Target> {
  await requireConnectOn(ctx, tx);
  const payment = await lockPayment(ctx, tx, paymentId);
  requireAccount(ctx, payment.accountId);
  if (await findPosting(ctx, tx, paymentId)) throw new AppError("refused", { reason: "posting_exists" });
  const connection = await findConnectionInUse(ctx, tx);
  if (!connection) throw new AppError("refused", { reason: "no_connection" });
  const rows = await tx
    .select({ kind: merchantAccounts.kind })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, payment.accountId)));
  return { payment, kind: rows[0]?.kind === "trust" ? "trust" : "invoice", connectionId: connection.id };
}

async function findPosting(ctx: Ctx, tx: Tx, paymentId: string): Promise<string | null> {
  const rows = await tx
    .select({ id: postings.id })
    .from(postings)
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.paymentId, paymentId)))
    .limit(1);
  return rows[0]?.id ?? null;
}

/** The line of the whole claim. One that stands there from an earlier attempt of the obligation is taken as it is. */
async function keepLine(
  ctx: Ctx,
  tx: Tx,
  { payment, kind, connectionId }: Target,
  chosen: { item: ReadItem | null; invoiceNumber: string; arMessage: string },
): Promise<void> {
  const { arMessage } = await getConnectSettings(ctx, tx);
  const given = {
    itemKey: "",
    clientNumber: payment.clientRef,
    matterNumber: kind === "trust" ? chosen.invoiceNumber || payment.matterRef : payment.matterRef,
    invoiceNumber: kind === "trust" ? "" : chosen.invoiceNumber || payment.invoiceNumber,
  };
  await tx
    .insert(allocationLines)
    .values({
      ...(chosen.item ? factsOfItem(chosen.item) : given),
      ...{ firmId: ctx.firmId, obligation: payment.obligation, place: 0, connectionId, kind },
      balanceCents: chosen.item?.balanceCents ?? 0,
      amountCents: claimCents(payment),
      currency: payment.currency,
      arMessage: chosen.arMessage || arMessage,
      createdAt: ctx.clock.now(),
    })
    .onConflictDoNothing();
}
