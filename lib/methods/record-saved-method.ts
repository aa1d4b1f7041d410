import { and, eq } from "drizzle-orm";
import { methodConsents, methodRequests, paymentMethods } from "@/db/schema/methods";
import { appendAudit } from "@/lib/audit/append-audit";
import { takeNewMethod as giveToAutoPay } from "@/lib/auto-pays/take-new-method";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { getFirm } from "@/lib/firms/queries";
import type { SavedMethod, SaveMethodOutcome } from "@/lib/gateways/port";
import { lockPayer } from "@/lib/payers/lock-payer";
import { nextCheckMs } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { seal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { takeNewMethod as giveToSchedule } from "@/lib/schedules/take-new-method";
import { lockMethod, methodIs, type StoredMethod, storedTokenPlace } from "./internal/load";
import type { SaveMethodResult } from "./model";
import { becomesDefault, intentOfRequest, isExpiredMonth } from "./rules";

/**
 * Writes down what the gateway said about keeping a method, once: the method, its consent, the end of its request, the copy for the
 * payer and the audit, in one transaction. Called by the try itself and by recovery; whoever comes second finds the work done.
 */
export async function recordSavedMethod(
  ctx: Ctx,
  methodId: string,
  outcome: SaveMethodOutcome,
): Promise<SaveMethodResult> {
  return inFirm(ctx, async (tx) => {
    const method = await lockMethod(ctx, tx, methodId);
    if (method.status === "processing") {
      if (outcome.kind === "saved") await keep(ctx, tx, method, outcome);
      else if (outcome.kind === "declined") await fail(ctx, tx, method, outcome.code);
      else await wait(ctx, tx, method, outcome.kind === "requires_action" ? outcome.challengeUrl : "");
    }
    return saveResultOf(method.status === "processing" ? await lockMethod(ctx, tx, methodId) : method);
  });
}

/** What a method's present state means for the one who asked to keep it. */
export function saveResultOf(method: StoredMethod): SaveMethodResult {
  const { id: methodId, status, brand, last4, declineCode, challengeUrl } = method;
  if (status === "failed") return { kind: "declined", methodId, declineCode };
  if (status !== "processing") return { kind: "saved", methodId, brand, last4 };
  return challengeUrl ? { kind: "requires_action", methodId, challengeUrl } : { kind: "unknown", methodId };
}

async function keep(ctx: Ctx, tx: Tx, method: StoredMethod, saved: SavedMethod): Promise<void> {
  const now = ctx.clock.now();
  const isDefault = await makeRoomForDefault(ctx, tx, method.payerId);
  const { kind, brand, last4, funding } = saved.method;
  await tx
    .update(paymentMethods)
    .set({
      status: "active",
      storedTokenSealed: seal(saved.storedToken, storedTokenPlace(ctx.firmId)),
      methodTokenSealed: "",
      customerRef: saved.customerRef,
      kind,
      brand,
      last4,
      funding: funding ?? "",
      expiresMonth: saved.expiresMonth ?? "",
      isDefault,
      challengeUrl: "",
      checkAt: null,
      savedAt: now,
    })
    .where(methodIs(ctx, method.id));
  const { consent } = method;
  await tx.insert(methodConsents).values({
    ...consent,
    // A consent for a bank account alone carries how it was given.
    entryClass: kind === "echeck" ? consent.entryClass : "",
    firmId: ctx.firmId,
    id: ctx.ids.next("cns"),
    methodId: method.id,
    payerId: method.payerId,
    last4,
    at: new Date(consent.at),
  });
  const addresses = await closeRequest(ctx, tx, method);
  await giveToSchedule(ctx, tx, method.id);
  await giveToAutoPay(ctx, tx, method.id);
  for (const toAddress of addresses) {
    await enqueueMail(ctx, tx, {
      kind: "method-saved",
      toAddress,
      locale: consent.language,
      objectType: "method",
      objectId: method.id,
      payload: { methodId: method.id },
      dedupeKey: `method-saved:${method.id}:${toAddress}`,
    });
  }
  await appendAudit(ctx, tx, {
    action: "method.save",
    objectType: "payer",
    objectId: method.payerId,
    detail: { methodId: method.id, accountId: method.accountId, kind, brand, last4, isDefault, origin: consent.origin },
  });
}

/** True when the new method is to be the default; then no other is any more. The payer's lock lets one method in at a time. */
async function makeRoomForDefault(ctx: Ctx, tx: Tx, payerId: string): Promise<boolean> {
  await lockPayer(ctx, tx, payerId);
  const rows = await tx
    .select({ id: paymentMethods.id, expiresMonth: paymentMethods.expiresMonth })
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.firmId, ctx.firmId),
        eq(paymentMethods.payerId, payerId),
        eq(paymentMethods.isDefault, true),
      ),
    );
  const current = rows[0];
  const { timeZone } = await getFirm(ctx, tx);
  const isExpired = current !== undefined && isExpiredMonth(current.expiresMonth, ctx.clock.now(), timeZone);
  if (!becomesDefault(current ? { isExpired } : null)) return false;
  if (current) await tx.update(paymentMethods).set({ isDefault: false }).where(methodIs(ctx, current.id));
  return true;
}

/** Ends the request that the method was asked for by. Gives the addresses that get a copy of the consent. */
async function closeRequest(ctx: Ctx, tx: Tx, method: StoredMethod): Promise<string[]> {
  const requestId = method.intent.startsWith(intentOfRequest(""))
    ? method.intent.slice(intentOfRequest("").length)
    : "";
  const closed = await tx
    .update(methodRequests)
    .set({ status: "done", methodId: method.id, closedAt: ctx.clock.now() })
    .where(
      and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.id, requestId), eq(methodRequests.status, "open")),
    )
    .returning({ sentTo: methodRequests.sentTo });
  const payer = await lockPayer(ctx, tx, method.payerId);
  return closed[0]?.sentTo ?? payer.emails.slice(0, 1);
}

async function fail(ctx: Ctx, tx: Tx, method: StoredMethod, declineCode: string): Promise<void> {
  await tx
    .update(paymentMethods)
    .set({ status: "failed", declineCode, methodTokenSealed: "", challengeUrl: "", checkAt: null })
    .where(methodIs(ctx, method.id));
  await appendAudit(ctx, tx, {
    action: "method.declined",
    objectType: "payer",
    objectId: method.payerId,
    detail: { methodId: method.id, code: declineCode },
  });
}

async function wait(ctx: Ctx, tx: Tx, method: StoredMethod, challengeUrl: string): Promise<void> {
  // Who is at their bank gets a quarter of an hour before anybody asks behind them.
  const checkAt = new Date(ctx.clock.now().getTime() + nextCheckMs(challengeUrl ? 2 : method.checks));
  await tx.update(paymentMethods).set({ challengeUrl, checkAt }).where(methodIs(ctx, method.id));
}
