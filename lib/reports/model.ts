import type { ExportFormat } from "@/lib/exports/model";

export const REPORT_FREQUENCIES = ["daily", "weekly", "monthly"] as const;
export type ReportFrequency = (typeof REPORT_FREQUENCIES)[number];

/** When a report is mailed, by the clocks of the firm's zone. */
export type ReportRhythm = {
  frequency: ReportFrequency;
  /** Of the week 1 (Monday) to 7, of the month 1 to 31 (a shorter month: its last day); null for daily. */
  day: number | null;
  /** 0 to 23 */
  hour: number;
};

/** A built-in report by its word, or a saved view by its name. */
export type ReportName = { builtIn: string; viewName: null } | { builtIn: null; viewName: string };

/** Why a schedule sends nothing any more; null when somebody paused it. */
export type ReportObstacle = "owner_gone" | "owner_not_allowed" | "view_not_shared";

export type ReportScheduleRow = ReportRhythm & {
  id: string;
  name: ReportName;
  format: ExportFormat;
  emails: string[];
  /** Whose rows are sent. */
  ownerName: string;
  isOwn: boolean;
  nextAt: Date;
  lastAt: Date | null;
  pausedAt: Date | null;
  obstacle: ReportObstacle | null;
};

/** What can be put on a schedule. The value is "today", or "view_1" for a saved view. */
export type ReportChoice = { value: string; name: ReportName };
