import { checkAudit } from "@/lib/audit/check-audit";
import { runAutoPays } from "@/lib/auto-pays/run-auto-pays";
import { reconcileFirm } from "@/lib/comparisons/reconcile-firm";
import { noticeLostConnections } from "@/lib/connections/notice-lost-connections";
import { removeOldRequests } from "@/lib/connections/remove-old-requests";
import { requeueLostMails } from "@/lib/email/requeue-lost-mails";
import { keepDeliveries } from "@/lib/event-endpoints/keep-deliveries";
import { resumeExports } from "@/lib/exports/resume-exports";
import { runSandboxClock } from "@/lib/gateways/sandbox-console";
import { keepInvoices } from "@/lib/invoices/keep-invoices";
import { resumeLinkUploads } from "@/lib/link-uploads/resume-link-uploads";
import { noticeExpiringCards } from "@/lib/methods/notice-expiring-cards";
import { noticeExpiredLinks } from "@/lib/pay-links/notice-expired-links";
import { remindLinks } from "@/lib/pay-links/remind-links";
import type { Ctx } from "@/lib/platform/context";
import { sendPostings } from "@/lib/postings/send-postings";
import { runDueReports } from "@/lib/reports/run-due-reports";
import { runSchedules } from "@/lib/schedules/run-schedules";
import { disableIdleUsers } from "@/lib/staff/disable-idle-users";
import type { CronName, CronResult } from "./model";

export type DueWork = {
  /** When the worker calls it, as a crontab line in UTC. Anyone else may call it at any time. */
  schedule: string;
  /** Does what is due for one firm, in batches. */
  run: (ctx: Ctx) => Promise<CronResult>;
};

/** Due work that `/api/cron/<name>` answers for; a name without a line does not compile. */
export const CRON_JOBS: Record<CronName, DueWork> = {
  reconcile: { schedule: "* * * * *", run: reconcileFirm },
  schedules: { schedule: "* * * * *", run: runSchedules },
  "link-expiry": { schedule: "*/10 * * * *", run: noticeExpiredLinks },
  reminders: { schedule: "*/10 * * * *", run: remindUnpaid },
  reports: { schedule: "*/5 * * * *", run: runDueReports },
  postings: { schedule: "* * * * *", run: tellAndSend },
  "auto-pays": { schedule: "* * * * *", run: runAutoPays },
  "idle-users": { schedule: "40 * * * *", run: disableIdleUsers },
  "expiring-cards": { schedule: "25 * * * *", run: noticeExpiringCards },
};

/** The runner's own housekeeping, of no use without a worker. */
export const UPKEEP_JOBS: Record<string, DueWork> = {
  "lost-mails": { schedule: "* * * * *", run: requeueLostMails },
  "old-requests": { schedule: "*/5 * * * *", run: removeOldRequests },
  "lost-exports": { schedule: "* * * * *", run: resumeExports },
  "event-deliveries": { schedule: "*/5 * * * *", run: keepDeliveries },
  "audit-check": { schedule: "20 4 * * *", run: checkAudit },
  "lost-uploads": { schedule: "* * * * *", run: resumeLinkUploads },
  // The other side's clock, not ours: the sandbox processor settles, returns and disputes, and sends its events.
  "sandbox-clock": { schedule: "* * * * *", run: runSandboxClock },
};

/**
 * What stops a firm's posting files is told first: the files then wait for it. On a host without a worker this is the only look at the
 * connection, so it is no job of its own.
 */
async function tellAndSend(ctx: Ctx): Promise<CronResult> {
  await noticeLostConnections(ctx);
  return sendPostings(ctx);
}

/** Unpaid links and unpaid invoices: one job, as their readers see one kind of mail. */
async function remindUnpaid(ctx: Ctx): Promise<CronResult> {
  const links = await remindLinks(ctx);
  const invoices = await keepInvoices(ctx);
  return {
    examined: links.examined + invoices.examined,
    done: links.done + invoices.done,
    failed: links.failed + invoices.failed,
    remaining: links.remaining + invoices.remaining,
  };
}
