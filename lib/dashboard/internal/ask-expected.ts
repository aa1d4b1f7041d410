import { type SQL, sql } from "drizzle-orm";
import { runDaysOf, yearEndOf } from "@/lib/auto-pays/rules";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { ScheduleProgress, ScheduleTerms } from "@/lib/schedules/model";
import { comingRuns, planOf } from "@/lib/schedules/rules";
import type { DashboardKind, Expected, Volume } from "../model";
import { addVolumes, EXPECTED_DAYS, lastExpectedDay, NOTHING } from "../rules";

type Kind = "operating" | "trust";
type Sums = [kind: Kind, count: number, cents: number];
type ScheduleRow = ScheduleTerms & ScheduleProgress & { kind: Kind };
type AutoPayRow = Pick<ScheduleTerms, "frequency" | "startDate" | "days"> & {
  kind: Kind;
  capCents: number | null;
  nextRunOn: string;
  startedOn: string;
  hasYear: boolean;
};

type ExpectedAnswer = {
  sums: Sums[] | null;
  schedules: ScheduleRow[] | null;
  isConnectOn: boolean;
  autoPays: AutoPayRow[] | null;
};

type Question = { today: string; timeZone: string; kind: DashboardKind };

/**
 * What schedules and Auto-Pays charge from today through the 29 days after it. Schedules of which only one run can fall into that time are
 * added up by the database; of the rest the runs are counted as the job will make them.
 */
export async function askExpected(ctx: Ctx, tx: Tx, question: Question): Promise<Expected> {
  const { rows } = await tx.execute<{ answer: ExpectedAnswer }>(expectedQuestion(ctx, question));
  const answer = rows[0]?.answer;
  if (!answer) throw new Error("the database answered without a row");
  const { timeZone, today } = question;
  const until = lastExpectedDay(today);
  return {
    until,
    schedules: schedulesOf(answer, timeZone, until),
    autoPays: answer.isConnectOn ? autoPaysOf(answer.autoPays ?? [], timeZone, until) : null,
  };
}

function schedulesOf({ sums, schedules }: ExpectedAnswer, timeZone: string, until: string): Volume {
  const known = (sums ?? []).map(([kind, count, cents]) => volumeOf(kind, count, cents));
  const counted = (schedules ?? []).map(({ kind, takenRuns, takenCents, lastDate, skips, ...terms }) => {
    const progress = { takenRuns, takenCents, lastDate, skips };
    const runs = comingRuns(planOf(terms, timeZone), progress, EXPECTED_DAYS).filter(({ date }) => date <= until);
    return volumeOf(
      kind,
      runs.length,
      runs.reduce((sum, { amountCents }) => sum + amountCents, 0),
    );
  });
  return [...known, ...counted].reduce(addVolumes, NOTHING);
}

function autoPaysOf(rows: readonly AutoPayRow[], timeZone: string, until: string) {
  let sum = NOTHING;
  let openCount = 0;
  for (const { kind, capCents, nextRunOn: from, startedOn, hasYear, ...calendar } of rows) {
    const endsOn = hasYear ? yearEndOf(startedOn) : null;
    const days = runDaysOf({ ...calendar, timeZone }, { from, endsOn, count: EXPECTED_DAYS });
    const runs = days.filter((day) => day <= until).length;
    sum = addVolumes(sum, volumeOf(kind, runs, runs * (capCents ?? 0)));
    if (capCents === null) openCount += runs;
  }
  return { ...sum, openCount };
}

function volumeOf(kind: Kind, count: number, cents: number): Volume {
  return { count, operatingCents: kind === "operating" ? cents : 0, trustCents: kind === "trust" ? cents : 0 };
}

export function expectedQuestion(ctx: Ctx, { today, timeZone, kind }: Question): SQL {
  const firm = sql`${ctx.firmId}`;
  const until = lastExpectedDay(today);
  // The hour of a run is the firm's: until the day after the last one begins there.
  const before = sql`(${until}::date + 1)::timestamp at time zone ${timeZone}`;
  const isOne = sql`(s.frequency = 'single' or (s.frequency in ('monthly', 'quarterly', 'semi_annual', 'annual')
    and s.next_date + 28 > ${until}::date))`;
  return sql`
    with a as materialized (
      select m.id, m.kind from merchant_accounts m where m.firm_id = ${firm} ${accountsOf(ctx)}
        ${kind === "" ? sql`` : sql`and m.kind = ${kind}`}
    ), s as materialized (
      select s.*, a.kind, ${isOne} as is_one from schedules s join a on a.id = s.account_id
      where s.firm_id = ${firm} and s.next_at < ${before}
    ), p as materialized (
      select p.*, a.kind from auto_pays p join a on a.id = p.account_id
      where p.firm_id = ${firm} and p.next_at < ${before} and p.next_run_on is not null
    )
    select json_build_object(
      'sums', (select json_agg(json_build_array(kind, n, cents)) from
        (select kind, count(*) as n, sum(next_cents)::bigint as cents from s where is_one group by 1) x),
      'schedules', (select json_agg(json_build_object('kind', kind, 'frequency', frequency, 'startDate', start_date, 'days', days,
        'amountCents', amount_cents, 'totalCents', total_cents, 'count', count, 'endDate', end_date, 'stopAtCents', stop_at_cents,
        'reminderDays', reminder_days, 'takenRuns', taken_runs, 'takenCents', taken_cents, 'lastDate', last_date, 'skips', skips))
        from s where not is_one),
      'isConnectOn', exists (select 1 from connect_settings c where c.firm_id = ${firm} and c.is_on),
      'autoPays', (select json_agg(json_build_object('kind', kind, 'frequency', frequency, 'startDate', start_date, 'days', days,
        'capCents', cap_cents, 'nextRunOn', next_run_on, 'startedOn', started_on, 'hasYear', exists (
          select 1 from auto_pay_enrollments e join associations i on i.firm_id = e.firm_id and i.id = e.association_id
          where e.firm_id = p.firm_id and e.auto_pay_id = p.id and i.removed_at is null and i.level <> 'invoice'))) from p)
    ) as answer`;
}

function accountsOf(ctx: Ctx): SQL {
  const limit = visibleAccountIds(ctx);
  return limit === null ? sql`` : sql`and m.id = any(${`{${limit.join(",")}}`}::text[])`;
}
