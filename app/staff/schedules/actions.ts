"use server";

import { staffAction } from "@/lib/http/staff-action";
import { cancelSchedules } from "@/lib/schedules/cancel-schedules";
import { changeSchedule } from "@/lib/schedules/change-schedule";
import { createSchedules } from "@/lib/schedules/create-schedules";
import { pauseSchedules } from "@/lib/schedules/pause-schedules";
import { resolveRun } from "@/lib/schedules/resolve-run";
import { resumeSchedules } from "@/lib/schedules/resume-schedules";
import { retryRun } from "@/lib/schedules/retry-run";
import {
  ChangeScheduleInput,
  CreateSchedulesInput,
  ResolveRunInput,
  RunInput,
  SchedulesInput,
} from "@/lib/schedules/schemas";
import { skipRun } from "@/lib/schedules/skip-run";

const permission = "payments.take" as const;
const revalidate = ["/staff/schedules", "/staff/alerts"];

export const createSchedulesAction = staffAction({
  permission,
  input: CreateSchedulesInput,
  verb: createSchedules,
  revalidate,
});

export const changeScheduleAction = staffAction({
  permission,
  input: ChangeScheduleInput,
  verb: changeSchedule,
  revalidate,
});

export const pauseSchedulesAction = staffAction({
  permission,
  input: SchedulesInput,
  verb: pauseSchedules,
  revalidate,
});

export const resumeSchedulesAction = staffAction({
  permission,
  input: SchedulesInput,
  verb: resumeSchedules,
  revalidate,
});

export const cancelSchedulesAction = staffAction({
  permission,
  input: SchedulesInput,
  verb: cancelSchedules,
  revalidate,
});

export const skipRunAction = staffAction({ permission, input: RunInput, verb: skipRun, revalidate });

export const resubmitRunAction = staffAction({ permission, input: RunInput, verb: retryRun, revalidate });

export const resolveRunAction = staffAction({ permission, input: ResolveRunInput, verb: resolveRun, revalidate });
