import { enqueueMail } from "@/lib/email/enqueue-mail";
import type { MailKind } from "@/lib/email/model";
import { askedByPlan } from "@/lib/methods/find-asking-plan";
import { insertRequest } from "@/lib/methods/request-method";
import type { StoredPayer } from "@/lib/payers/lock-payer";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { StoredSchedule } from "./load";

type Facts = { schedule: StoredSchedule; payer: StoredPayer; key: string; payload: Record<string, string> };

async function mail(ctx: Ctx, tx: Tx, kind: MailKind, { schedule, payer, key, payload }: Facts): Promise<void> {
  for (const toAddress of payer.emails.slice(0, 3)) {
    await enqueueMail(ctx, tx, {
      kind,
      toAddress,
      locale: payer.locale,
      objectType: "schedule",
      objectId: schedule.id,
      payload: { scheduleId: schedule.id, ...payload },
      dedupeKey: `${kind}:${schedule.id}:${key}:${toAddress}`,
    });
  }
}

/** A copy of what the payer agreed to (Reg E 1005.10(b)); with each change anew. */
export function mailMandate(
  ctx: Ctx,
  tx: Tx,
  of: { schedule: StoredSchedule; payer: StoredPayer; mandateId: string },
): Promise<void> {
  return mail(ctx, tx, "schedule-agreed", { ...of, key: of.mandateId, payload: { mandateId: of.mandateId } });
}

export function mailReminder(
  ctx: Ctx,
  tx: Tx,
  of: { schedule: StoredSchedule; payer: StoredPayer; period: string },
): Promise<void> {
  return mail(ctx, tx, "schedule-reminder", { ...of, key: of.period, payload: { period: of.period } });
}

/** Says that a payment failed, with a link under which another method can be saved: the schedule then goes on with that one. */
export async function mailFailedRun(
  ctx: Ctx,
  tx: Tx,
  of: { schedule: StoredSchedule; payer: StoredPayer; period: string; failures: number; retryOn: string | null },
): Promise<void> {
  const { schedule, payer, period, failures } = of;
  if (payer.emails.length === 0 || payer.archivedAt) return;
  const key = `${period}:${failures}`;
  const request = await insertRequest(ctx, tx, {
    payerId: payer.id,
    accountId: schedule.accountId,
    sentTo: payer.emails.slice(0, 3),
    message: "",
    locale: payer.locale,
    requestKey: askedByPlan(ctx, "schedule", schedule.id, key),
  });
  const payload = { period, requestId: request.id, retryOn: of.retryOn ?? "" };
  await mail(ctx, tx, "schedule-failed", { schedule, payer, key: `${key}:${request.id}`, payload });
}
