import { setTimeout as sleep } from "node:timers/promises";
import { createRandom, type Random } from "@/db/seed/random";
import { type CrashDatabase, type CrashServer, openCrashDatabase } from "./crash-database";
import { Crew, type Worker } from "./crew";
import { CRASH_FIRM, makeDebts } from "./make-debts";
import { Stage } from "./mixed-stage";
import type { CrashPlan, CrashReport, Orders, SharedTime } from "./model";
import { readFigures } from "./read-figures";
import { AT_ONCE } from "./timing";

/** When there is nothing left to pay, the reconciler alone is hit after so long. */
const KILL_IDLE_AFTER_MS = 1_500;
/** A process that comes to nothing for so long is killed whatever the plan says. */
const KILL_ANYWAY_AFTER_MS = 30_000;
/** How long after a charge went out the kill falls: before it is taken, while it is, before the answer is written down, after. */
const WITHIN_CALL_MS = 60;
const LOOK_EVERY_MS = 200;
/** A process that calls nobody for so long has met paid links only. */
const ALLOW_MORE_AFTER_MS = 250;

const LINKS_LEFT = `select count(*) as open, count(*) filter (where not exists (select 1 from payments p
    where p.firm_id = l.firm_id and p.link_id = l.id and p.status not in ('declined', 'error', 'voided'))) as payable
  from pay_links l where l.status = 'open'`;

const SENT_AND_NOT_ANSWERED = ["payments", "refunds", "voids", "payment_methods"]
  .map((table) => `select id from ${table} where id = any($1) and status = 'processing'`)
  .join(" union all ");

type Run = {
  plan: CrashPlan;
  database: CrashDatabase;
  crew: Crew;
  stage: Stage;
  /** Who charges now. */
  workers: Set<Worker>;
  random: Random;
  time: SharedTime;
  /** Not yet given to a process. */
  killsLeft: number;
  kills: number;
  killsWhileCharging: number;
  killsMidCharge: number;
  /** Payments whose charge was under way in a process that was killed. */
  hit: Set<string>;
  restarts: number;
  openLinks: number;
  payableLinks: number;
  isOver: boolean;
};

/**
 * One run: links are paid by processes that are killed and followed by others, until every link is paid or cancelled; then what is
 * left is brought to its end, and our books are compared with the gateway's.
 */
export async function runCrash(
  server: CrashServer,
  plan: CrashPlan,
  /** Looks at the books before they are removed. */
  inspect: (database: CrashDatabase) => Promise<void> = async () => undefined,
): Promise<CrashReport> {
  const startedAtMs = Date.now();
  let stage: Stage | null = null;
  const crew = new Crew(plan.without, plan.processes + 1, plan.processes + plan.kills + 1, (end, storyId) =>
    stage?.note(end, storyId),
  );
  const database = await openCrashDatabase(server);
  try {
    await makeDebts(database, plan);
    const time = { startedAtMs: Date.now(), speed: plan.speed, aheadMs: 0 };
    stage = await Stage.open(plan, database, time);
    const run: Run = {
      plan,
      database,
      crew,
      stage,
      workers: new Set(),
      random: createRandom(`crash/${plan.seed}/kills`),
      time,
      killsLeft: plan.kills,
      kills: 0,
      killsWhileCharging: 0,
      killsMidCharge: 0,
      hit: new Set(),
      restarts: 0,
      openLinks: plan.charges,
      payableLinks: plan.charges,
      isOver: false,
    };
    const slots = Array.from({ length: plan.processes }, (_, slot) => keepCharging(run, slot));
    const charging = Promise.all(slots).finally(() => {
      run.isOver = true;
    });
    // It is told below; until then nobody listens.
    charging.catch(() => undefined);
    const acting = plan.isMixed ? actAsGateway(run) : Promise.resolve();
    acting.catch(() => undefined);
    const isGivenUp = await watch(run, server);
    await charging;
    await acting;
    await finish(run);
    await stage.gateway.layBooksOpen();
    const figures = await readFigures(database);
    await inspect(database);
    return {
      plan,
      ...figures,
      kills: run.kills,
      killsWhileCharging: run.killsWhileCharging,
      killsMidCharge: run.killsMidCharge,
      restarts: run.restarts,
      surprises: crew.surprises,
      mixed: plan.isMixed ? await stage.readFigures() : null,
      isGivenUp,
      seconds: Math.round((Date.now() - startedAtMs) / 1000),
    };
  } finally {
    crew.dismiss();
    await stage?.gateway.close();
    await database.remove();
  }
}

function actAsGateway(run: Run): Promise<void> {
  return run.stage.goOn(
    () => run.isOver,
    () => [...run.workers],
  );
}

/** Ends the run when no link is open any more, or its time is up; restarts the database on the way. True when it was given up. */
async function watch(run: Run, server: CrashServer): Promise<boolean> {
  const { plan } = run;
  const deadline = Date.now() + plan.limitSeconds * 1_000;
  while (!run.isOver && Date.now() < deadline) {
    await sleep(LOOK_EVERY_MS);
    Object.assign(run, await countLeft(run));
    if (run.openLinks === 0 || isSpent(run)) break;
    const begunShare = 1 - run.payableLinks / plan.charges;
    if (server.restart && run.restarts < plan.restarts && begunShare > (run.restarts + 0.5) / (plan.restarts + 1)) {
      await server.restart();
      run.restarts += 1;
    }
  }
  run.isOver = true;
  return Date.now() >= deadline;
}

async function countLeft({ plan, database, stage }: Run): Promise<Pick<Run, "openLinks" | "payableLinks">> {
  if (plan.isMixed) return { openLinks: stage.left().length, payableLinks: stage.countToDo() };
  const [row] = await database.ask<{ open: string; payable: string }>(LINKS_LEFT);
  return { openLinks: Number(row?.open), payableLinks: Number(row?.payable) };
}

/** Links that only wait for a look-up are left to the end, which need not wait. */
function isSpent({ plan, payableLinks, kills, restarts }: Run): boolean {
  return payableLinks === 0 && kills === plan.kills && restarts === plan.restarts;
}

/** One place at work: a process charges, is killed at a moment of chance, and the next takes over. */
async function keepCharging(run: Run, slot: number): Promise<void> {
  for (let turn = 1; !run.isOver; turn += 1) {
    const worker = await run.crew.take();
    const killAfter = nextKill(run);
    // On a fast machine everything would be paid before the next process has loaded; so each begins what its kill needs, no more.
    const allowance = killAfter === null ? null : killAfter + AT_ONCE - 1;
    worker.go({ ...(await ordersFor(run, `${slot}/${turn}`, "charge")), allowance });
    run.workers.add(worker);
    void worker.exited.then(() => run.workers.delete(worker));
    await Promise.race([killAfter === null ? worker.exited : killWithinCall(run, worker, killAfter), untilOver(run)]);
    if (!run.isOver && killAfter === null) run.crew.note("a charging process ended by itself");
    if (run.isOver && worker.isRunning()) {
      worker.stop();
      await worker.exited;
    }
  }
}

/** After how many payments begun. Null when there are no kills left. */
function nextKill(run: Run): number | null {
  if (run.killsLeft <= 0) return null;
  // Spread over what is still to be paid; a little early, because others begin beside the one that is hit.
  const each = run.payableLinks / run.killsLeft;
  run.killsLeft -= 1;
  return run.random.int(1, Math.max(1, Math.round(1.6 * each) - AT_ONCE - 1));
}

async function killWithinCall(run: Run, worker: Worker, afterPayments: number): Promise<void> {
  await aimAtCall(run, worker, afterPayments);
  if (run.isOver || !worker.isRunning()) {
    run.killsLeft += 1;
    if (!run.isOver) run.crew.note("a charging process ended by itself");
    return;
  }
  run.kills += 1;
  const calls = freshCalls(run, worker);
  for (const reference of worker.callsUnderWay()) run.hit.add(reference);
  if (calls.length > 0 || worker.underWay() > 0) run.killsWhileCharging += 1;
  worker.kill();
  await worker.exited;
  const [left] = await run.database.ask<{ id: string }>(SENT_AND_NOT_ANSWERED, [calls]);
  if (left) run.killsMidCharge += 1;
}

/** Returns at a moment of chance soon after a charge went to the gateway, while one still is there; or when none goes any more. */
async function aimAtCall(run: Run, worker: Worker, afterPayments: number): Promise<void> {
  let isPointless = false;
  const pointless = Promise.race([untilIdle(run), pause(KILL_ANYWAY_AFTER_MS), untilOver(run), worker.exited]).then(
    () => {
      isPointless = true;
    },
  );
  await Promise.race([worker.hasBegun(afterPayments), pointless]);
  while (!isPointless) {
    if (freshCalls(run, worker).length === 0)
      await Promise.race([worker.callsAgain(), pause(ALLOW_MORE_AFTER_MS), pointless]);
    // Earlier rather than later: most calls are short, and those without an answer would be hit more often than their share.
    await sleep(WITHIN_CALL_MS * run.random.int(0, 100) ** 2 * 1e-4);
    if (freshCalls(run, worker).length > 0) return;
    worker.allow(1);
  }
}

/** Charges under way that no kill has hit before: what recovery sends again is hit beside them, but not aimed at. */
function freshCalls(run: Run, worker: Worker): string[] {
  return worker.callsUnderWay().filter((reference) => !run.hit.has(reference));
}

/** Nothing was left to pay for a while. */
async function untilIdle(run: Run): Promise<void> {
  for (let idleMs = 0; idleMs < KILL_IDLE_AFTER_MS; idleMs = run.payableLinks === 0 ? idleMs + LOOK_EVERY_MS : 0) {
    if (run.isOver) return;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Keeps nothing alive by itself. */
function pause(ms: number): Promise<void> {
  return sleep(ms, undefined, { ref: false });
}

async function untilOver(run: Run): Promise<void> {
  while (!run.isOver) await sleep(LOOK_EVERY_MS);
}

async function finish(run: Run): Promise<void> {
  const worker = await run.crew.take();
  worker.go(await ordersFor(run, "finish", "finish"));
  await worker.exited;
}

async function ordersFor(run: Run, name: string, task: Orders["task"]): Promise<Orders> {
  const { plan, database, time, stage } = run;
  return {
    databaseUrl: database.url,
    gatewayKind: plan.gatewayKind,
    isMixed: plan.isMixed,
    stripeUrl: stage.gateway.url,
    firmId: CRASH_FIRM,
    time,
    seed: `crash/${plan.seed}/${name}`,
    storyNames: plan.isMixed ? stage.names : {},
    linkIds: plan.isMixed ? stage.left() : await listOpenLinks(database),
    cancelShare: plan.cancelShare,
    without: plan.without,
    allowance: null,
    task,
  };
}

async function listOpenLinks(database: CrashDatabase): Promise<string[]> {
  const open = await database.ask<{ id: string }>("select id from pay_links where status = 'open' order by number");
  return open.map((link) => link.id);
}
