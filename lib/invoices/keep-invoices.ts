import { and, asc, eq, gt, inArray, isNull, lt, or } from "drizzle-orm";
import { invoices } from "@/db/schema/invoices";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import { findOptOuts } from "@/lib/link-reminders/find-opt-outs";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { invoiceIs, type StoredInvoice } from "./internal/load";
import { logInvoiceEvent } from "./internal/log-event";
import { mailInvoice } from "./internal/mail-invoice";
import { isBeingPaid, keepLinkOf } from "./internal/place-link";
import { readSettings } from "./internal/settings";
import { dueDaysToRemind, OPEN_STATUSES, statusOf } from "./rules";

const BATCH = 100;
/** The hour of the firm's day from which reminders go out. */
const REMINDER_HOUR = 9;

type Work = { today: string; remindedDays: string[]; isFrozen: boolean };

/**
 * Goes over the firm's open invoices: those past their due date become overdue, and what is due to be reminded of is mailed, once a day
 * at most, however often and by however many callers this is asked. Days that nobody asked on are not caught up: a reminder says when
 * an invoice was due, and a late one would come beside the next.
 */
export async function keepInvoices(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const isFrozen = await isMoneyFrozen(ctx);
  const work = await inFirm(ctx, (tx) => planWork(ctx, tx, isFrozen));
  if (!work) return result;
  let after = "";
  for (;;) {
    const batch = await inFirm(ctx, (tx) => keepBatch(ctx, tx, work, after));
    result.examined += batch.examined;
    result.done += batch.done;
    result.remaining += batch.remaining;
    if (!batch.last) return result;
    after = batch.last;
  }
}

async function planWork(ctx: Ctx, tx: Tx, isFrozen: boolean): Promise<Work | null> {
  const settings = await readSettings(ctx, tx);
  if (!settings.isOn) return null;
  const { timeZone } = await getFirm(ctx, tx);
  const now = ctx.clock.now();
  const today = dateInZone(now, timeZone);
  const hour = Number(new Intl.DateTimeFormat("en-US", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(now));
  return {
    today,
    remindedDays: hour >= REMINDER_HOUR ? dueDaysToRemind(today, settings.reminderDays) : [],
    isFrozen,
  };
}

async function keepBatch(ctx: Ctx, tx: Tx, work: Work, after: string) {
  const { today, remindedDays } = work;
  const isLate = and(lt(invoices.dueDate, today), inArray(invoices.status, ["sent", "viewed", "part_paid"]));
  const isReminded = and(
    inArray(invoices.dueDate, remindedDays),
    eq(invoices.isReminderOff, false),
    gt(invoices.balanceCents, 0),
    or(isNull(invoices.remindedOn), lt(invoices.remindedOn, today)),
  );
  const rows = await tx
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.firmId, ctx.firmId),
        inArray(invoices.status, [...OPEN_STATUSES]),
        gt(invoices.id, after),
        remindedDays.length > 0 ? or(isLate, isReminded) : isLate,
      ),
    )
    .orderBy(asc(invoices.id))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  const batch = { examined: rows.length, done: 0, remaining: 0, last: rows.at(-1)?.id ?? null };
  for (const row of rows) {
    const isMarked = await markOverdue(ctx, tx, row, today);
    const reminded = remindedDays.includes(row.dueDate) ? await remind(ctx, tx, row, work) : "none";
    if (isMarked || reminded === "sent") batch.done += 1;
    if (reminded === "later") batch.remaining += 1;
  }
  return batch;
}

async function markOverdue(ctx: Ctx, tx: Tx, invoice: StoredInvoice, today: string): Promise<boolean> {
  const status = statusOf(invoice, today);
  // A link for another sum than the balance is put right here too, should a claim have kept it when the balance changed.
  await keepLinkOf(ctx, tx, { ...invoice, status });
  if (status !== "overdue" || invoice.status === "overdue") return false;
  await tx.update(invoices).set({ status }).where(invoiceIs(ctx, invoice.id));
  await logInvoiceEvent(ctx, tx, invoice.id, "overdue", {
    amountCents: String(invoice.balanceCents),
    currency: invoice.currency,
  });
  return true;
}

async function remind(
  ctx: Ctx,
  tx: Tx,
  invoice: StoredInvoice,
  { today, isFrozen }: Work,
): Promise<"sent" | "later" | "none"> {
  const { id, isReminderOff, remindedOn, balanceCents, recipientEmails } = invoice;
  if (isReminderOff || balanceCents === 0 || (remindedOn !== null && remindedOn >= today)) return "none";
  if (isFrozen || (await isBeingPaid(ctx, tx, id))) return "later";
  const isOptedOut = await findOptOuts(ctx, tx, recipientEmails);
  const addresses = recipientEmails.filter((address) => !isOptedOut(address));
  if (addresses.length === 0) return "none";
  await tx.update(invoices).set({ remindedOn: today }).where(invoiceIs(ctx, id));
  await mailInvoice(ctx, tx, invoice, { kind: "invoice-reminder", addresses, round: today });
  await logInvoiceEvent(ctx, tx, id, "reminded", { to: addresses.join(", "), day: today });
  return "sent";
}
