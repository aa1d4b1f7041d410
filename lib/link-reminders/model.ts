/** What a reminder's day is counted from. "before_due" with 0 days is the due day itself. */
export const REMINDER_ANCHORS = ["before_due", "after_due", "before_expiry"] as const;
export type ReminderAnchor = (typeof REMINDER_ANCHORS)[number];

export type ReminderStep = { anchor: ReminderAnchor; days: number };

export const MAX_REMINDERS = 4;

/** How a firm follows up unpaid links. */
export type ReminderRules = {
  isOn: boolean;
  /** 0 to 23, in the firm's time zone. */
  hour: number;
  steps: readonly ReminderStep[];
  /** ISO instant at which these rules began to hold: nothing that lies before it is caught up. */
  since: string;
};

/** One follow-up of one link: on which day of the firm, at which instant, for which step. */
export type PlannedReminder = ReminderStep & { day: string; at: Date };

/** Why a link gets no reminder now. */
export type NoReminder =
  | "rules_off"
  | "paid"
  | "cancelled"
  | "expired"
  | "being_paid"
  | "link_off"
  | "not_mailed"
  | "opted_out"
  | "nothing_due";

/** A link's follow-ups as its page shows them. */
export type LinkReminders = {
  isOn: boolean;
  isLinkOff: boolean;
  /** Recipients who want no reminders of the firm. */
  optedOut: string[];
  coming: PlannedReminder[];
};

/** What the opt-out page of one recipient shows. */
export type ReminderChoice = { address: string; isOptedOut: boolean };
