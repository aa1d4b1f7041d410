import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { runInstant } from "@/lib/schedules/rules";
import type { NoReminder, PlannedReminder, ReminderRules, ReminderStep } from "./model";
import { ReminderColumn } from "./schemas";

const DAY_MS = 86_400_000;
/**
 * How late a reminder may still go out. A scheduler may be dead for two days and nothing is lost; "due in 3 days" told later than that
 * would be wrong or of no use.
 */
const LATE_MS = 3 * DAY_MS;

/** What a firm finds in the form before it has set anything. */
export const NO_REMINDERS: ReminderRules = {
  isOn: false,
  hour: 9,
  steps: [
    { anchor: "before_due", days: 3 },
    { anchor: "after_due", days: 7 },
    { anchor: "before_expiry", days: 2 },
  ],
  since: "1970-01-01T00:00:00.000Z",
};

/** The firm's column; rules that cannot be read remind nobody. */
export function readReminderRules(column: unknown): ReminderRules {
  const read = ReminderColumn.safeParse(column);
  return read.success ? read.data : NO_REMINDERS;
}

/** What decides about a link's follow-ups besides the rules. */
export type RemindedLink = {
  dueDate: string | null;
  expiresAt: Date;
  /** The newest mail of the link itself; null when it was never mailed. */
  sentAt: Date | null;
  /** The firm's day for which the newest reminder went out. */
  remindedOn: string | null;
};

/** Every follow-up that the rules plan for a link, in order, one a day at most; a day that two steps fall on belongs to the first of them. */
export function planReminders(
  rules: ReminderRules,
  link: Pick<RemindedLink, "dueDate" | "expiresAt">,
  timeZone: string,
): PlannedReminder[] {
  const planned = new Map<string, PlannedReminder>();
  for (const step of rules.steps) {
    const day = dayOf(step, link, timeZone);
    if (day === null || planned.has(day)) continue;
    const at = new Date(runInstant(day, { timeZone, hour: rules.hour }));
    if (at < link.expiresAt) planned.set(day, { ...step, day, at });
  }
  return [...planned.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function dayOf({ anchor, days }: ReminderStep, link: Pick<RemindedLink, "dueDate" | "expiresAt">, timeZone: string) {
  if (anchor === "before_expiry") return addDays(dateInZone(link.expiresAt, timeZone), -days);
  return link.dueDate && addDays(link.dueDate, anchor === "before_due" ? -days : days);
}

/**
 * The one reminder that is due now, or null. After a silence only the newest goes out: the older ones would say the same again, so no
 * link ever gets two at once. None goes out on a day on which, or before which, the link itself was mailed.
 */
export function dueReminder(
  rules: ReminderRules,
  link: RemindedLink,
  timeZone: string,
  now: Date,
): PlannedReminder | null {
  const from = Math.max(now.getTime() - LATE_MS, Date.parse(rules.since));
  const due = planReminders(rules, link, timeZone).filter(
    (reminder) => reminder.at.getTime() > from && reminder.at <= now && isAfterMails(reminder, link, timeZone),
  );
  return due.at(-1) ?? null;
}

/** What is still to come, if nobody pays. */
export function comingReminders(
  rules: ReminderRules,
  link: RemindedLink,
  timeZone: string,
  now: Date,
): PlannedReminder[] {
  return planReminders(rules, link, timeZone).filter(
    (reminder) => reminder.at > now && isAfterMails(reminder, link, timeZone),
  );
}

function isAfterMails({ day }: PlannedReminder, { sentAt, remindedOn }: RemindedLink, timeZone: string): boolean {
  return sentAt !== null && day > dateInZone(sentAt, timeZone) && (remindedOn === null || day > remindedOn);
}

export type JudgedLink = RemindedLink & {
  status: "open" | "paid" | "cancelled";
  isReminderOff: boolean;
  byEmail: boolean;
  /** A payment on it is under way, in question or clearing. */
  isBeingPaid: boolean;
  /** Recipients who have not opted out. */
  addresses: readonly string[];
  recipients: number;
};

/** Whether a link is to be reminded now, and if not, why. What is done with it goes before what anybody wishes. */
export function judgeReminder(
  rules: ReminderRules,
  link: JudgedLink,
  timeZone: string,
  now: Date,
): { kind: "due"; reminder: PlannedReminder } | { kind: "none"; why: NoReminder } {
  const why = whyNot(rules, link, now);
  if (why) return { kind: "none", why };
  const reminder = dueReminder(rules, link, timeZone, now);
  return reminder ? { kind: "due", reminder } : { kind: "none", why: "nothing_due" };
}

function whyNot(rules: ReminderRules, link: JudgedLink, now: Date): NoReminder | null {
  if (link.status !== "open") return link.status;
  if (link.isBeingPaid) return "being_paid";
  if (link.expiresAt <= now) return "expired";
  if (!rules.isOn) return "rules_off";
  if (link.isReminderOff) return "link_off";
  if (!link.byEmail || link.recipients === 0) return "not_mailed";
  return link.addresses.length === 0 ? "opted_out" : null;
}

/** Days on which links stand whose reminder may be due now: due days, and the days on which they expire. Null: no moment has come. */
export function daysToAskFor(
  rules: ReminderRules,
  timeZone: string,
  now: Date,
): { newest: string; dueDays: string[]; expiryDays: string[] } | null {
  const from = Math.max(now.getTime() - LATE_MS, Date.parse(rules.since));
  const last = dateInZone(now, timeZone);
  const days: string[] = [];
  for (let day = dateInZone(new Date(from), timeZone); day <= last; day = addDays(day, 1)) {
    const at = Date.parse(runInstant(day, { timeZone, hour: rules.hour }));
    if (at > from && at <= now.getTime()) days.push(day);
  }
  const newest = days.at(-1);
  if (newest === undefined) return null;
  const lie = (anchor: ReminderStep["anchor"], sign: 1 | -1) =>
    rules.steps
      .filter((step) => step.anchor === anchor)
      .flatMap((step) => days.map((day) => addDays(day, sign * step.days)));
  const unique = (list: string[]) => [...new Set(list)].sort();
  return {
    newest,
    dueDays: unique([...lie("before_due", 1), ...lie("after_due", -1)]),
    expiryDays: unique(lie("before_expiry", 1)),
  };
}

/** A calendar day of the firm as instants, from its first to the first of the next. */
export function instantsOfDay(day: string, timeZone: string): { from: Date; to: Date } {
  const start = (of: string) => new Date(runInstant(of, { timeZone, hour: 0 }));
  return { from: start(day), to: start(addDays(day, 1)) };
}

/** Two rules that plan the same; when they began to hold is no difference. */
export function areSameRules(a: ReminderRules, b: ReminderRules): boolean {
  const plan = ({ isOn, hour, steps }: ReminderRules) =>
    JSON.stringify([isOn, hour, steps.map((s) => [s.anchor, s.days])]);
  return plan(a) === plan(b);
}
