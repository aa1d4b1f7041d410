import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { scheduleMandates } from "@/db/schema/schedules";
import ScheduleAgreedMail from "@/emails/schedule-agreed";
import { AppError } from "@/lib/platform/errors";
import { type Composer, draftOf, idIn } from "./parts";
import { loadSchedule } from "./schedule-parts";

/** Sent also when the schedule was ended meanwhile: it was agreed to. */
export const composeScheduleAgreed: Composer = async (ctx, tx, payload, locale) => {
  const { facts } = await loadSchedule(ctx, tx, payload);
  const [row] = await tx
    .select({ mandate: scheduleMandates, method: paymentMethods })
    .from(scheduleMandates)
    .innerJoin(
      paymentMethods,
      and(eq(paymentMethods.firmId, scheduleMandates.firmId), eq(paymentMethods.id, scheduleMandates.methodId)),
    )
    .where(and(eq(scheduleMandates.firmId, ctx.firmId), eq(scheduleMandates.id, idIn(payload, "mandateId"))));
  if (!row) throw new AppError("not_found", { reason: "mandate_unknown" });
  const { kind, brand, last4 } = row.method;
  const { text: mandateText, at: agreedAt, authorizedBy } = row.mandate;
  const { accountKind: _kind, ...shared } = facts;
  return draftOf(ScheduleAgreedMail, {
    locale,
    ...shared,
    method: { kind, brand, last4 },
    mandateText,
    agreedAt,
    authorizedBy,
  });
};
