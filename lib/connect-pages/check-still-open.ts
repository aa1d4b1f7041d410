import { and, asc, eq } from "drizzle-orm";
import { allocationLines } from "@/db/schema/allocations";
import { checkLinesOpen } from "@/lib/allocations/check-lines-open";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { ReadItem } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import type { SystemOf } from "./find-open-invoices";
import { areStillOpen } from "./rules";

/** What the matter system said of the invoices of an obligation, just before its claim. */
export type InvoiceLook = { live: readonly ReadItem[]; before: ReadonlyMap<string, number> };

/** What an obligation pays on invoices, in its order. */
export function readInvoiceLines(ctx: Ctx, tx: Tx, obligation: string) {
  const { itemKey: key, connectionId, clientNumber, invoiceNumber, currency, amountCents } = allocationLines;
  return tx
    .select({ key, connectionId, clientNumber, invoiceNumber, currency, amountCents })
    .from(allocationLines)
    .where(and(eq(allocationLines.firmId, ctx.firmId), eq(allocationLines.obligation, obligation)))
    .orderBy(asc(allocationLines.place));
}

/**
 * Asks the matter system for the invoices of an obligation, right before it is charged. Never inside a transaction; money is never taken on
 * balances that nobody could look at. @throws AppError upstream_unavailable (invoices_unreachable)
 */
export async function lookAtInvoices(
  ctx: Ctx,
  obligation: string,
  systemOf: SystemOf = matterSystemOf,
): Promise<InvoiceLook> {
  // In this order: what is confirmed in between has lowered the balance already.
  const { lines, before } = await inFirm(ctx, async (tx) => {
    const lines = await readInvoiceLines(ctx, tx, obligation);
    return { lines, before: await sumUnconfirmed(ctx, tx, lines[0]?.connectionId ?? "", refsOf(lines)) };
  });
  const [first] = lines;
  if (!first) return { live: [], before };
  try {
    return { live: await systemOf(ctx, first.connectionId).readItems(refsOf(lines)), before };
  } catch (error) {
    if (error instanceof AppError && (error.code === "upstream_unavailable" || error.code === "not_found"))
      throw new AppError("upstream_unavailable", { reason: "invoices_unreachable", cause: error });
    throw error;
  }
}

/**
 * In the claiming transaction: each invoice is open for as much as is paid on it, and nobody else begins to pay it meanwhile.
 * @throws AppError refused (invoices_changed)
 */
export async function requireStillOpen(ctx: Ctx, tx: Tx, obligation: string, look: InvoiceLook): Promise<void> {
  await checkLinesOpen(ctx, tx, obligation).catch((error: unknown) => {
    throw error instanceof AppError && error.reason === "lines_taken" ? changed() : error;
  });
  const lines = await readInvoiceLines(ctx, tx, obligation);
  const now = await sumUnconfirmed(ctx, tx, lines[0]?.connectionId ?? "", refsOf(lines));
  const { before, live } = look;
  if (lines.length === 0 || !areStillOpen(lines, live, { before, now })) throw changed();
}

function changed(): AppError {
  return new AppError("refused", { reason: "invoices_changed" });
}

function refsOf(lines: readonly { key: string }[]) {
  return lines.map(({ key }) => ({ kind: "invoice" as const, key }));
}
