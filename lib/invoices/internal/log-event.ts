import { invoiceEvents } from "@/db/schema/invoices";
import { appendAudit } from "@/lib/audit/append-audit";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type InvoiceEventKind =
  | "created"
  | "changed"
  | "issued"
  | "sent"
  | "reminded"
  | "reminders_off"
  | "reminders_on"
  | "viewed"
  | "overdue"
  | "paid"
  | "clearing"
  | "taken_back"
  | "cancelled"
  | "written_off"
  | "attached"
  | "detached";

/** One row of an invoice's own history. */
export async function logInvoiceEvent(
  ctx: Ctx,
  tx: Tx,
  invoiceId: string,
  kind: InvoiceEventKind,
  detail: Record<string, string> = {},
): Promise<void> {
  await tx
    .insert(invoiceEvents)
    .values({ firmId: ctx.firmId, invoiceId, kind, actor: actorName(ctx.actor), detail, at: ctx.clock.now() });
}

/** The same with a line of the firm's audit. */
export async function recordInvoiceAct(
  ctx: Ctx,
  tx: Tx,
  invoiceId: string,
  kind: InvoiceEventKind,
  detail: Record<string, string> = {},
): Promise<void> {
  await logInvoiceEvent(ctx, tx, invoiceId, kind, detail);
  await appendAudit(ctx, tx, { action: `invoice.${kind}`, objectType: "invoice", objectId: invoiceId, detail });
}
