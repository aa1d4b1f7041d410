import { scheduleMandates } from "@/db/schema/schedules";
import { getFirm } from "@/lib/firms/queries";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { StoredPayer } from "@/lib/payers/lock-payer";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { MANDATE_VERSION } from "../model";
import { type MandateMethod, writeMandateText } from "../write-mandate-text";
import type { StoredSchedule } from "./load";
import { mailMandate } from "./mail-payer";

type Leave = { authorizedBy: string; authorizedHow: string };
/** Keeps what was agreed to, and mails the payer a copy. */
export async function keepMandate(
  ctx: Ctx,
  tx: Tx,
  of: { schedule: StoredSchedule; payer: StoredPayer; method: MandateMethod; leave: Leave },
): Promise<void> {
  const { schedule, payer, method, leave } = of;
  const firm = await getFirm(ctx, tx);
  const locale = isLocale(payer.locale) ? payer.locale : DEFAULT_LOCALE;
  const id = ctx.ids.next("mdt");
  await tx.insert(scheduleMandates).values({
    ...{ firmId: ctx.firmId, id, scheduleId: schedule.id, methodId: method.id, ...leave },
    text: writeMandateText(schedule, { firm, payer, method, locale }),
    version: MANDATE_VERSION,
    language: locale,
    last4: method.last4,
    actor: actorName(ctx.actor),
    ip: ctx.ip,
    at: ctx.clock.now(),
  });
  await mailMandate(ctx, tx, { schedule, payer, mandateId: id });
}
