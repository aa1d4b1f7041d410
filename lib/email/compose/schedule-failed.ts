import { and, eq } from "drizzle-orm";
import { methodRequests } from "@/db/schema/methods";
import ScheduleFailedMail from "@/emails/schedule-failed";
import { findRequestToken } from "@/lib/methods/find-request-token";
import { decideRequest } from "@/lib/methods/rules";
import { type Composer, draftOf, idIn, publicUrl } from "./parts";
import { loadRun, loadSchedule } from "./schedule-parts";

/** Not sent once the run was paid, tried again or closed by staff. */
export const composeScheduleFailed: Composer = async (ctx, tx, payload, locale) => {
  const { schedule, facts } = await loadSchedule(ctx, tx, payload);
  const date = idIn(payload, "period");
  const run = await loadRun(ctx, tx, schedule.id, date);
  const isOpen = run?.status === "failed" || (run?.status === "due" && run.failure !== "");
  if (!run || !isOpen) return null;
  const requestId = idIn(payload, "requestId");
  const [request] = await tx
    .select()
    .from(methodRequests)
    .where(and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.id, requestId)));
  const token = await findRequestToken(ctx, tx, requestId);
  const now = ctx.clock.now();
  const isUsable = request !== undefined && token !== null && decideRequest(request, now).ok;
  return draftOf(ScheduleFailedMail, {
    locale,
    ...facts,
    date,
    retryOn: payload.retryOn || null,
    amountCents: run.amountCents,
    currency: run.currency,
    url: isUsable ? publicUrl(`/method/${token}`, locale) : null,
    expiresAt: request?.expiresAt ?? now,
  });
};
