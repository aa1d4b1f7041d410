/** Effects that are enqueued with their cause. */
export const JOB_NAMES = [
  "deliver-mail",
  "follow-payment",
  "write-export",
  "match-postings",
  "make-upload-links",
  "password-reset",
  "check-audit",
  "deliver-event",
] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** Due work, found by `/api/cron/<name>`: safe to call twice, at once, late, or not at all for two days. */
export const CRON_NAMES = [
  "schedules",
  "reconcile",
  "link-expiry",
  "reminders",
  "expiring-cards",
  "reports",
  "postings",
  "auto-pays",
  "idle-users",
] as const;
export type CronName = (typeof CRON_NAMES)[number];

/** The answer of a cron route. */
export type CronResult = { examined: number; done: number; failed: number; remaining: number };
