import { and, count, eq } from "drizzle-orm";
import { autoPays } from "@/db/schema/auto-pays";
import { invoices } from "@/db/schema/invoices";
import { methodRequests, paymentMethods } from "@/db/schema/methods";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import { schedules } from "@/db/schema/schedules";
import { moveAssociations } from "@/lib/associations/move-associations";
import { moveAutoPays } from "@/lib/auto-pays/move-auto-pays";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { moveSchedules } from "@/lib/schedules/move-schedules";
import type { MovedWithPayer } from "../model";

type Owned =
  | typeof payments
  | typeof payLinks
  | typeof paymentMethods
  | typeof methodRequests
  | typeof schedules
  | typeof autoPays
  | typeof invoices;

/** How much a payer has of each kind, whatever its state. */
export async function countOwned(ctx: Ctx, tx: Tx, payerId: string): Promise<MovedWithPayer> {
  const of = async (table: Owned) => {
    const rows = await tx
      .select({ n: count() })
      .from(table)
      .where(isOf(ctx, table, payerId));
    return rows[0]?.n ?? 0;
  };
  return {
    payments: await of(payments),
    links: await of(payLinks),
    methods: await of(paymentMethods),
    requests: await of(methodRequests),
    schedules: await of(schedules),
    autoPays: await of(autoPays),
    invoices: await of(invoices),
  };
}

/** Gives everything of one payer to another, in the transaction that has marked the first as merged. */
export async function moveToSurvivor(ctx: Ctx, tx: Tx, fromId: string, toId: string): Promise<MovedWithPayer> {
  await keepOneDefault(ctx, tx, fromId, toId);
  await moveAssociations(ctx, tx, fromId, toId);
  const plans = {
    autoPays: await moveAutoPays(ctx, tx, fromId, toId),
    schedules: await moveSchedules(ctx, tx, fromId, toId),
  };
  const change = { payerId: toId };
  const moved = {
    invoices: await tx
      .update(invoices)
      .set(change)
      .where(isOf(ctx, invoices, fromId)),
    payments: await tx
      .update(payments)
      .set(change)
      .where(isOf(ctx, payments, fromId)),
    links: await tx
      .update(payLinks)
      .set(change)
      .where(isOf(ctx, payLinks, fromId)),
    methods: await tx
      .update(paymentMethods)
      .set(change)
      .where(isOf(ctx, paymentMethods, fromId)),
    requests: await tx
      .update(methodRequests)
      .set(change)
      .where(isOf(ctx, methodRequests, fromId)),
  };
  return {
    payments: moved.payments.rowCount ?? 0,
    links: moved.links.rowCount ?? 0,
    methods: moved.methods.rowCount ?? 0,
    requests: moved.requests.rowCount ?? 0,
    ...plans,
    invoices: moved.invoices.rowCount ?? 0,
  };
}

/** The survivor's own default stays the default; without one, the other's becomes it. */
async function keepOneDefault(ctx: Ctx, tx: Tx, fromId: string, toId: string): Promise<void> {
  const own = await tx
    .select({ id: paymentMethods.id })
    .from(paymentMethods)
    .where(and(isOf(ctx, paymentMethods, toId), eq(paymentMethods.isDefault, true)));
  if (own.length === 0) return;
  await tx
    .update(paymentMethods)
    .set({ isDefault: false })
    .where(and(isOf(ctx, paymentMethods, fromId), eq(paymentMethods.isDefault, true)));
}

function isOf(ctx: Ctx, table: Owned, payerId: string) {
  return and(eq(table.firmId, ctx.firmId), eq(table.payerId, payerId));
}
