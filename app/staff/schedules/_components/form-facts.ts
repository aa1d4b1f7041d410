import type { Staff } from "@/lib/auth/session";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { listAccountsForStaff } from "@/lib/merchant-accounts/list-accounts-for-staff";
import { listChargeablePayers } from "@/lib/schedules/list-chargeable-payers";
import { DEFAULT_REMINDER_DAYS, type ScheduleTerms } from "@/lib/schedules/model";
import { pickOf, type ScheduleFormFacts, type ScheduleStart, termsStart } from "./form-start";

const BLANK: Omit<ScheduleStart, "account" | "payers" | "startDate"> = {
  ...{ planId: "", kind: "one", name: "", invoiceNumber: "", firstDay: "1", secondDay: "15" },
  ...{
    frequency: "monthly",
    share: "each",
    count: "",
    ends: "never",
    endDate: "",
    reminderDays: String(DEFAULT_REMINDER_DAYS),
  },
  ...{ authorizedBy: "", authorizedHow: "phone", isAuthorized: false },
};

type Origin = { payerId: string; plan: (ScheduleTerms & { id: string; name: string; accountId: string }) | null };

/** What the form of a new schedule shows; of one payer when it is opened from there, or of a plan that more payers join. */
export async function readFormFacts({ ctx, firm }: Staff, { payerId, plan }: Origin): Promise<ScheduleFormFacts> {
  const all = await listAccountsForStaff(ctx);
  const usable = plan ? all.filter(({ id }) => id === plan.accountId) : all;
  const accounts = usable.map(({ id, name, kind, currency }) => ({ id, name, kind, currency }));
  const lists = await Promise.all(
    accounts.map(async ({ id }) => [id, await listChargeablePayers(ctx, { accountId: id, payerId, q: "" })] as const),
  );
  const payersOf = Object.fromEntries(lists);
  const account = accounts.find(({ id }) => (payersOf[id]?.length ?? 0) > 0)?.id ?? accounts[0]?.id ?? "";
  const today = dateInZone(ctx.clock.now(), firm.timeZone);
  const [only] = payerId ? (payersOf[account] ?? []) : [];
  const start: ScheduleStart = {
    ...BLANK,
    ...{ account, startDate: today, payers: only ? [pickOf(only)] : [], authorizedBy: only?.name ?? "" },
    ...(plan && { ...termsStart(plan), planId: plan.id, name: plan.name, kind: "general" as const, startDate: today }),
  };
  const isFixed = payerId !== "" || plan !== null;
  return { requestId: ctx.ids.next("req"), accounts, payersOf, isFixed, start, today, timeZone: firm.timeZone };
}
