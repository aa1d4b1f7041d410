"use server";

import { staffAction } from "@/lib/http/staff-action";
import { createReportSchedule } from "@/lib/reports/create-report-schedule";
import { pauseReportSchedule } from "@/lib/reports/pause-report-schedule";
import { removeReportSchedule } from "@/lib/reports/remove-report-schedule";
import { resumeReportSchedule } from "@/lib/reports/resume-report-schedule";
import { CreateReportScheduleInput, ReportScheduleIdInput } from "@/lib/reports/schemas";

const CHANGED = ["/staff/exports/reports"];

export const createReportScheduleAction = staffAction({
  permission: "reports.manage",
  input: CreateReportScheduleInput,
  verb: createReportSchedule,
  revalidate: CHANGED,
});

export const pauseReportScheduleAction = staffAction({
  permission: "reports.manage",
  input: ReportScheduleIdInput,
  verb: pauseReportSchedule,
  revalidate: CHANGED,
});

export const resumeReportScheduleAction = staffAction({
  permission: "reports.manage",
  input: ReportScheduleIdInput,
  verb: resumeReportSchedule,
  revalidate: CHANGED,
});

export const removeReportScheduleAction = staffAction({
  permission: "reports.manage",
  input: ReportScheduleIdInput,
  verb: removeReportSchedule,
  revalidate: CHANGED,
});
