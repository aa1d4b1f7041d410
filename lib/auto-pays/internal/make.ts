import { and, eq, inArray } from "drizzle-orm";
import { associations } from "@/db/schema/associations";
import { autoPayEnrollments, autoPays } from "@/db/schema/auto-pays";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import { textsOf } from "@/lib/i18n/texts";
import { lockPayer } from "@/lib/payers/lock-payer";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { CreateAutoPayInput } from "../schemas";
import { findNextLook, readCalendar } from "./calendar";
import { checkTerms } from "./check-terms";
import { autoPayIs, loadEnrolled, lockAutoPay, type StoredAutoPay } from "./load";
import { namesOf } from "./names-of";
import { readSystemName } from "./read-system-name";
import { writeEvent } from "./write-event";

/**
 * A new one, as a draft. The same form again is the same one.
 * @throws AppError not_found, refused (connection_missing, payer_archived, method_*), invalid_input
 */
export async function makeDraft(ctx: Ctx, tx: Tx, input: CreateAutoPayInput): Promise<string> {
  await requireConnectOn(ctx, tx);
  const connection = await findConnectionInUse(ctx, tx);
  if (!connection) throw new AppError("refused", { reason: "connection_missing" });
  // The lock makes two of the same form take turns.
  const payer = await lockPayer(ctx, tx, input.payerId);
  const [same] = await tx
    .select({ id: autoPays.id })
    .from(autoPays)
    .where(and(eq(autoPays.firmId, ctx.firmId), eq(autoPays.requestKey, input.requestKey)));
  if (same) return same.id;
  if (payer.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  const { payerId, requestKey, ...terms } = input;
  const currency = await checkTerms(ctx, tx, payerId, terms, null);
  const id = ctx.ids.next("apy");
  await tx.insert(autoPays).values({
    ...{ ...terms, firmId: ctx.firmId, id, requestKey, payerId, connectionId: connection.id, currency },
    ...{ status: "draft", startedOn: terms.startDate, createdBy: actorName(ctx.actor), createdAt: ctx.clock.now() },
  });
  await writeEvent(ctx, tx, { autoPayId: id, kind: "created" });
  await appendAudit(ctx, tx, {
    action: "auto_pay.create",
    objectType: "payer",
    objectId: payerId,
    detail: { autoPayId: id, ...terms },
  });
  return id;
}

/**
 * Lets it draw on these associations and no others.
 * @throws AppError not_found (association_unknown: none of this payer's and connection's), refused (auto_pay_cancelled)
 */
export async function enrollIn(ctx: Ctx, tx: Tx, autoPayId: string, wanted: readonly string[]): Promise<number> {
  const autoPay = await lockChangeable(ctx, tx, autoPayId);
  const ids = [...new Set(wanted)];
  const found = await tx
    .select()
    .from(associations)
    .where(and(eq(associations.firmId, ctx.firmId), inArray(associations.id, ids)));
  const fits = found.filter(
    ({ payerId, connectionId, removedAt }) =>
      payerId === autoPay.payerId && connectionId === autoPay.connectionId && removedAt === null,
  );
  if (fits.length < ids.length) throw new AppError("not_found", { reason: "association_unknown" });
  const before = await loadEnrolled(ctx, tx, autoPay);
  const added = fits.filter(({ id }) => before.every((each) => each.id !== id));
  const removed = before.filter(({ id }) => !ids.includes(id));
  if (added.length + removed.length === 0) return ids.length;
  const here = and(eq(autoPayEnrollments.firmId, ctx.firmId), eq(autoPayEnrollments.autoPayId, autoPayId));
  await tx.delete(autoPayEnrollments).where(here);
  const made = { firmId: ctx.firmId, autoPayId, enrolledBy: actorName(ctx.actor), enrolledAt: ctx.clock.now() };
  await tx.insert(autoPayEnrollments).values(ids.map((associationId) => ({ ...made, associationId })));
  await followCalendar(ctx, tx, autoPay);
  const detail = { added: namesOf(added), removed: namesOf(removed) };
  await writeEvent(ctx, tx, { autoPayId, kind: "enrolled", detail });
  await appendAudit(ctx, tx, {
    action: "auto_pay.enroll",
    objectType: "payer",
    objectId: autoPay.payerId,
    detail: { autoPayId, ...detail },
  });
  return ids.length;
}

/**
 * Saves it with the firm's word on the balances; a draft runs from here on.
 * @throws AppError refused (enrollment_missing, auto_pay_cancelled)
 */
export async function saveIn(ctx: Ctx, tx: Tx, autoPayId: string): Promise<StoredAutoPay["status"]> {
  const autoPay = await lockChangeable(ctx, tx, autoPayId);
  if ((await loadEnrolled(ctx, tx, autoPay)).length === 0)
    throw new AppError("refused", { reason: "enrollment_missing" });
  const isFirst = autoPay.status === "draft";
  const { today } = await readCalendar(ctx, tx, autoPay);
  const startedOn = isFirst && autoPay.startDate < today ? today : autoPay.startedOn;
  const text = textsOf("en", "autoPays")("acknowledgement", { system: await readSystemName(ctx, tx, autoPay) });
  const acknowledged = {
    ...{ acknowledgedText: text, acknowledgedBy: actorName(ctx.actor), acknowledgedAt: ctx.clock.now() },
  };
  const next = isFirst ? await findNextLook(ctx, tx, { ...autoPay, startedOn }) : null;
  await tx
    .update(autoPays)
    .set({ ...acknowledged, ...(next ? { ...next, status: "active", startedOn } : {}) })
    .where(autoPayIs(ctx, autoPayId));
  await writeEvent(ctx, tx, { autoPayId, kind: isFirst ? "started" : "saved" });
  await appendAudit(ctx, tx, {
    action: isFirst ? "auto_pay.start" : "auto_pay.save",
    objectType: "payer",
    objectId: autoPay.payerId,
    detail: { autoPayId, acknowledged: text },
  });
  return isFirst ? "active" : autoPay.status;
}

/** @throws AppError not_found (auto_pay_unknown, connect_off), refused (auto_pay_cancelled) */
export async function lockChangeable(ctx: Ctx, tx: Tx, autoPayId: string): Promise<StoredAutoPay> {
  await requireConnectOn(ctx, tx);
  const autoPay = await lockAutoPay(ctx, tx, autoPayId);
  if (autoPay.status === "cancelled") throw new AppError("refused", { reason: "auto_pay_cancelled" });
  return autoPay;
}

/** After a change of what its runs depend on: when to look at it next, and that whoever read it before reads it again. */
export async function followCalendar(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<void> {
  const next = autoPay.status === "active" ? await findNextLook(ctx, tx, autoPay) : {};
  await tx
    .update(autoPays)
    .set({ ...next, revision: autoPay.revision + 1 })
    .where(autoPayIs(ctx, autoPay.id));
}
