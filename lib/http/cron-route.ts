import { z } from "zod";
import { CRON_NAMES, type CronName } from "@/lib/jobs/model";
import { CRON_JOBS } from "@/lib/jobs/registry";
import { runDueWork } from "@/lib/jobs/run-due-work";
import { type Clock, fixedClock, systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { newRequestId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { problemResponse } from "./api-problem";
import { holdsCronSecret } from "./cron-secret";

type Handler = (request: Request, context: { params: Promise<{ job: string }> }) => Promise<Response>;

/**
 * A handler of `/api/cron/<job>`: asks for the secret, does the due work of all firms, answers
 * `{job, now, examined, done, failed, remaining}`. With TEST_CLOCK=1 `?now=<ISO instant>` says what time it is.
 * Faults are `application/problem+json`: 401 unauthenticated, 404 job_unknown, 422 now_invalid, 500 internal.
 */
export function cronRoute(): Handler {
  return async (request, { params }) => {
    if (!holdsCronSecret(request))
      return problem(401, "unauthenticated", "Send the header Authorization: Bearer <CRON_SECRET>.");
    const { job } = await params;
    const name = CRON_NAMES.find((known) => known === job);
    if (!name) return problem(404, "job_unknown", `There is no job "${job}". The jobs are: ${CRON_NAMES.join(", ")}.`);
    const clock = clockOf(new URL(request.url).searchParams.get("now"));
    if (!clock)
      return problem(
        422,
        "now_invalid",
        "now must be an instant such as 2026-11-21T14:00:00Z, on a server with TEST_CLOCK=1.",
      );
    return answer(name, clock);
  };
}

async function answer(job: CronName, clock: Clock): Promise<Response> {
  const now = clock.now().toISOString();
  try {
    const result = await runDueWork(job, CRON_JOBS[job], clock);
    return Response.json({ job, now, ...result }, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    const requestId = newRequestId();
    log().error({ err: error, job, requestId }, "cron route failed");
    return problem(500, "internal", `The job did not run. The log names the cause under ${requestId}.`);
  }
}

const Instant = z.iso.datetime({ offset: true });

/** Null for an instant that cannot be read, or one that this server does not take. */
function clockOf(asked: string | null): Clock | null {
  if (asked === null) return systemClock;
  if (!env().TEST_CLOCK || !Instant.safeParse(asked).success) return null;
  return fixedClock(new Date(asked));
}

function problem(status: keyof typeof TITLES, code: string, detail: string): Response {
  return problemResponse({ type: "about:blank", title: TITLES[status], status, code, detail });
}

const TITLES = { 401: "Not authenticated", 404: "Not found", 422: "Not understood", 500: "Not done" } as const;
