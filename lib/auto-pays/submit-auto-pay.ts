import type { Ctx } from "@/lib/platform/context";
import type { MonthDay } from "@/lib/schedules/model";
import { createAutoPay } from "./create-auto-pay";
import { CreateAutoPayInput, type SubmitAutoPayInput, UpdateAutoPayInput } from "./schemas";
import { updateAutoPay } from "./update-auto-pay";

/** "Save and Manage Enrollments" as the form sends it: a new one, or the change of one. @throws AppError as `createAutoPay` and `updateAutoPay` */
export async function submitAutoPay(ctx: Ctx, typed: SubmitAutoPayInput): Promise<{ id: string }> {
  const { methodId, accountId, name, arMessage, frequency, startDate, paysOthers } = typed;
  const terms = {
    ...{ methodId, accountId, name, arMessage, frequency, startDate, paysOthers },
    days: frequency === "twice_monthly" ? [dayOf(typed.firstDay), dayOf(typed.secondDay)] : [],
    capCents: typed.amount === "all" ? null : (typed.capCents ?? null),
  };
  const { payerId, autoPayId, revision, requestId } = typed;
  return autoPayId === ""
    ? createAutoPay(ctx, CreateAutoPayInput.parse({ ...terms, payerId, requestKey: requestId }))
    : updateAutoPay(ctx, UpdateAutoPayInput.parse({ ...terms, autoPayId, revision }));
}

function dayOf(text: string): MonthDay {
  return text === "last" ? "last" : Number(text);
}
