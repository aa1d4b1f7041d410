import { getTranslations } from "next-intl/server";
import { methodText } from "@/components/payments/method-text";
import type { Ctx } from "@/lib/platform/context";
import { listChargeablePayers } from "@/lib/schedules/list-chargeable-payers";
import type { ScheduleDetail } from "@/lib/schedules/model";
import { termsStart } from "../../_components/form-start";

/** The form of a change as it is filled in: what is left of the terms, and the methods that can be charged. */
export async function readChangeStart(ctx: Ctx, schedule: ScheduleDetail, nextDate: string) {
  const { id, accountId, payerId, payerName, progress, revision, methodId, name } = schedule;
  const [payer] = await listChargeablePayers(ctx, { accountId, payerId, q: "" });
  const common = await getTranslations("common");
  const methods = (payer?.methods ?? []).map(({ id: value, brand, last4 }) => ({
    value,
    label: methodText(common, { methodBrand: brand, methodLast4: last4 }),
  }));
  if (methods.length === 0) {
    const t = await getTranslations("schedules.form");
    methods.push({ value: "", label: t("methodNone") });
  }
  const isKnown = methods.some(({ value }) => value === methodId);
  const start = {
    ...termsStart(schedule, progress),
    ...{ scheduleId: id, revision, name, startDate: nextDate, authorizedBy: payerName },
    methodId: isKnown ? methodId : (methods[0]?.value ?? ""),
    ...{ authorizedHow: "phone" as const, isAuthorized: false },
  };
  return { start, methods };
}
