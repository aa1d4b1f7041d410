import { and, eq } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { payers } from "@/db/schema/payers";
import { paymentPages } from "@/db/schema/payment-pages";
import { refunds } from "@/db/schema/payments";
import StaffNoticeMail, { type StaffNoticeFacts } from "@/emails/staff-notice";
import { getFirm } from "@/lib/firms/queries";
import type { NotificationEvent } from "@/lib/notifications/model";
import { isNotificationEvent } from "@/lib/notifications/rules";
import type { Ctx } from "@/lib/platform/context";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { isReturnCode } from "@/lib/returns/model";
import { type Composer, draftOf, idIn, loadAccount, loadPayment, mailFirmOf } from "./parts";

type Payload = Record<string, string>;
/** What differs from event to event. */
type Told = Omit<StaffNoticeFacts, "locale" | "firm" | "event" | "chooseUrl" | "page" | "isTest"> & {
  accountId: string | null;
};

/** To staff who asked for it. What is over before its turn comes, such as a line that is back, is not sent. */
export const composeStaffNotice: Composer = async (ctx, tx, payload, locale) => {
  const event = eventIn(payload);
  const told = await tellOf(ctx, tx, event, payload);
  if (!told) return null;
  const { accountId, ...facts } = told;
  return draftOf(StaffNoticeMail, {
    ...facts,
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    event,
    ...(await whereChosen(ctx, tx, payload)),
    isTest: accountId !== null && (await loadAccount(ctx, tx, accountId)).isTest,
  });
};

/** Where its reader, or whoever put their address there, ends it. */
async function whereChosen(
  ctx: Ctx,
  tx: Tx,
  { pageId = "" }: Payload,
): Promise<Pick<StaffNoticeFacts, "chooseUrl" | "page">> {
  if (pageId === "") return { chooseUrl: `${appUrl()}/staff/profile#notifications`, page: "" };
  const [page] = await tx
    .select({ name: paymentPages.name })
    .from(paymentPages)
    .where(and(eq(paymentPages.firmId, ctx.firmId), eq(paymentPages.id, pageId)));
  return { chooseUrl: `${appUrl()}/staff/pages/${pageId}`, page: page?.name ?? "" };
}

function eventIn(payload: Payload): NotificationEvent {
  const event = idIn(payload, "event");
  if (!isNotificationEvent(event)) throw new AppError("not_found", { reason: "event_unknown" });
  return event;
}

async function tellOf(ctx: Ctx, tx: Tx, event: NotificationEvent, payload: Payload): Promise<Told | null> {
  if (payload.alertId) return tellOfAlert(ctx, tx, payload.alertId);
  return payload.runId ? tellOfRun(ctx, tx, payload) : tellOfPayment(ctx, tx, event, payload);
}

const NOTHING = { number: "", invoiceNumber: "", method: null, reason: null, plan: "", file: "" } as const;

async function tellOfPayment(ctx: Ctx, tx: Tx, event: NotificationEvent, payload: Payload): Promise<Told> {
  const payment = await loadPayment(ctx, tx, idIn(payload, "paymentId"));
  const { accountId, currency, number, invoiceNumber, declineCode, returnCode } = payment;
  const refund = payload.refundId ? await loadRefund(ctx, tx, payload.refundId) : null;
  const reason = reasonOf(event, { declineCode, returnCode });
  return {
    ...NOTHING,
    accountId,
    amount: {
      cents: refund?.amountCents ?? payment.amountCents,
      currency,
      accountKind: (await loadAccount(ctx, tx, accountId)).kind,
    },
    isClearing: payment.status === "pending",
    about: payment.payerName,
    number,
    invoiceNumber,
    method: { kind: payment.methodKind, brand: payment.methodBrand, last4: payment.methodLast4 },
    reason,
    at: refund?.doneAt ?? payment.approvedAt ?? payment.createdAt,
    button: "payment",
    url: `${appUrl()}/staff/payments/${payment.id}`,
  };
}

function reasonOf(event: NotificationEvent, codes: { declineCode: string; returnCode: string }): Told["reason"] {
  if (event === "payment_declined") return { kind: "decline", code: codes.declineCode };
  return event === "echeck_returned" ? { kind: "return", code: codes.returnCode } : null;
}

async function loadRefund(ctx: Ctx, tx: Tx, refundId: string): Promise<typeof refunds.$inferSelect> {
  const [refund] = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.id, refundId)));
  if (!refund) throw new AppError("not_found", { reason: "refund_unknown" });
  return refund;
}

/** A failed run of a plan; what it is about came with the news, because a later change of the plan does not change what failed. */
async function tellOfRun(ctx: Ctx, tx: Tx, payload: Payload): Promise<Told> {
  const accountId = idIn(payload, "accountId");
  const [payer] = await tx
    .select({ name: payers.name })
    .from(payers)
    .where(and(eq(payers.firmId, ctx.firmId), eq(payers.id, idIn(payload, "payerId"))));
  const { kind } = await loadAccount(ctx, tx, accountId);
  const { amountCents, currency = "", name = "", reason = "", path = "" } = payload;
  return {
    ...NOTHING,
    accountId,
    amount: amountCents ? { cents: Number(amountCents), currency, accountKind: kind } : null,
    isClearing: false,
    about: payer?.name ?? "",
    reason: { kind: isReturnCode(reason) ? "return" : "run", code: reason },
    plan: name,
    at: ctx.clock.now(),
    button: "plan",
    url: `${appUrl()}${path}`,
  };
}

async function tellOfAlert(ctx: Ctx, tx: Tx, alertId: string): Promise<Told | null> {
  const [alert] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.firmId, ctx.firmId), eq(alerts.id, alertId)));
  if (!alert) throw new AppError("not_found", { reason: "alert_unknown" });
  if (alert.objectType === "payment") {
    const event = alert.kind === "echeck_returned" ? "echeck_returned" : "payment_disputed";
    return { ...(await tellOfPayment(ctx, tx, event, { paymentId: alert.objectId })), at: alert.raisedAt };
  }
  if (alert.closedAt) return null;
  const { name = "", number = "" } = alert.detail;
  return {
    ...NOTHING,
    accountId: alert.accountId,
    amount: null,
    isClearing: false,
    about: alert.kind === "connector_down" ? name : "",
    file: number,
    at: alert.raisedAt,
    button: "alerts",
    url: `${appUrl()}/staff/alerts`,
  };
}
