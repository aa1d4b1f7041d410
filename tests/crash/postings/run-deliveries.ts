import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom, type Random } from "@/db/seed/random";
import { STRANGER_TEXT } from "./child/stranger";
import { type MadeFiles, makeFiles } from "./make-files";
import type { DeliverOrders, DeliveryPlan, DeliveryReport, FromDeliverer, FromReader } from "./model";
import { type Deliverer, openProcesses, type Processes, type Reader } from "./start-processes";

/** Longer than the reader sleeps between two looks. */
const READER_IS_DONE_MS = 500;
const STRANGERS_STAY_MS = 1_500;
const SOON_MS = 150;
const LOOK_EVERY_MS = 20;
const KILL_ANYWAY_AFTER_MS = 10_000;

type Run = {
  plan: DeliveryPlan;
  folder: string;
  target: string;
  files: MadeFiles;
  random: Random;
  processes: Processes;
  /** Batches that the portal has no answer for yet. */
  open: Set<string>;
  killsLeft: number;
  report: DeliveryReport;
  timesRead: Map<string, number>;
  unknown: Set<string>;
  isOver: boolean;
};

/**
 * One run: batches are delivered by processes that are killed and followed by others, while a reader looks into the folder, until the
 * portal has an answer for each; then what the reader read is laid beside what was to be delivered.
 */
export async function runDeliveries(plan: DeliveryPlan): Promise<DeliveryReport> {
  const startedAtMs = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "docketpay-postings-"));
  const target = join(folder, "in");
  mkdirSync(target);
  const files = makeFiles(join(folder, "portal"), plan);
  const run: Run = {
    plan,
    folder,
    target,
    files,
    random: createRandom(`postings/${plan.seed}/kills`),
    processes: openProcesses(plan),
    open: new Set(files.paths.keys()),
    killsLeft: plan.kills,
    report: emptyReport(plan, files),
    timesRead: new Map(),
    unknown: new Set(),
    isOver: false,
  };
  try {
    placeStrangers(run);
    const reader = await startReader(run);
    const strangers = moveStrangersAway(run, reader);
    await Promise.all([...Array.from({ length: plan.processes }, () => keepDelivering(run)), watch(run)]);
    await strangers;
    await sleep(READER_IS_DONE_MS);
    await reader.stop();
    return judge(run, startedAtMs);
  } finally {
    run.isOver = true;
    run.processes.dismiss();
    rmSync(folder, { recursive: true, force: true });
  }
}

function emptyReport(plan: DeliveryPlan, files: MadeFiles): DeliveryReport {
  const counts = { filesRead: 0, recordsRead: 0, partial: 0, missing: 0, twice: 0, replaced: 0, unknown: 0, left: 0 };
  const killsByState = { nothing: 0, seen: 0, ready: 0, named: 0, delivered: 0 };
  return {
    plan,
    batches: files.paths.size,
    ...counts,
    kills: 0,
    killsByState,
    disksFull: 0,
    surprises: {},
    seconds: 0,
  };
}

function judge(run: Run, startedAtMs: number): DeliveryReport {
  const { report, files, timesRead, unknown, open } = run;
  report.missing = files.references.filter((reference) => !timesRead.has(reference)).length;
  report.twice = [...timesRead.values()].filter((times) => times > 1).length;
  report.unknown = unknown.size;
  report.left = open.size;
  report.seconds = Math.round((Date.now() - startedAtMs) / 1_000);
  return report;
}

function hearReader({ report, timesRead }: Run, message: FromReader): void {
  if (message.kind === "replaced") report.replaced += 1;
  if (message.kind !== "read") return;
  report.filesRead += 1;
  report.recordsRead += message.references.length;
  if (!message.isWhole) report.partial += 1;
  for (const reference of message.references) timesRead.set(reference, (timesRead.get(reference) ?? 0) + 1);
}

/** Resolves when it has looked once, so that it knows what lay there before anything was delivered. */
function startReader(run: Run): Promise<Reader> {
  return new Promise((resolve) => {
    const reader = run.processes.startReader(run.target, join(run.folder, "taken"), (message) => {
      if (message.kind === "looking") resolve(reader);
      else hearReader(run, message);
    });
  });
}

/** Files of somebody else under the names of the first batches. */
function placeStrangers({ plan, files, target }: Run): void {
  for (const name of files.names.slice(0, plan.strangers)) writeFileSync(join(target, name), STRANGER_TEXT);
}

/** After a while a person sees to them. */
async function moveStrangersAway({ plan, files, target, folder }: Run, reader: Reader): Promise<void> {
  if (plan.strangers === 0) return;
  await sleep(STRANGERS_STAY_MS);
  for (const name of files.names.slice(0, plan.strangers)) {
    reader.release(name);
    await sleep(LOOK_EVERY_MS);
    if (readFileSync(join(target, name), "utf8") === STRANGER_TEXT) renameSync(join(target, name), join(folder, name));
  }
}

async function watch(run: Run): Promise<void> {
  const deadline = Date.now() + run.plan.limitSeconds * 1_000;
  while (Date.now() < deadline && run.open.size > run.unknown.size) await sleep(LOOK_EVERY_MS);
  run.isOver = true;
}

/** One place at work: a process delivers, is killed at its moment, and the next takes over. */
async function keepDelivering(run: Run): Promise<void> {
  while (!run.isOver) {
    const deliverer = await run.processes.takeDeliverer();
    if (run.isOver) return;
    const isToBeKilled = run.killsLeft > 0;
    if (isToBeKilled) run.killsLeft -= 1;
    // So few that something is left for the kills to come.
    const allowance = isToBeKilled ? Math.max(1, Math.ceil((1.5 * run.open.size) / (run.killsLeft + 1))) : null;
    await deliverFor(run, deliverer, allowance);
  }
}

async function deliverFor(run: Run, deliverer: Deliverer, allowance: number | null): Promise<void> {
  const underWay = new Set<string>();
  const heard: ((message: FromDeliverer) => void)[] = [(message) => hearDeliverer(run, message, underWay)];
  const kill = allowance === null ? null : aimKill(run, deliverer, allowance, heard);
  deliverer.go(ordersOf(run, allowance), (message) => {
    for (const hear of heard) hear(message);
  });
  await Promise.race([deliverer.exited, kill ?? untilOver(run), untilOver(run)]);
  if (deliverer.isRunning()) {
    if (kill !== null && !run.isOver) noteKill(run, underWay);
    deliverer.kill();
    await deliverer.exited;
  }
}

function ordersOf({ open, unknown, files, target, folder }: Run, allowance: number | null): DeliverOrders {
  const due = [...open].filter((batchId) => !unknown.has(batchId));
  return {
    target,
    journalFolder: join(folder, "journal"),
    stagingFolder: join(folder, "staging"),
    files: due.map((batchId) => files.paths.get(batchId) ?? ""),
    allowance,
  };
}

function hearDeliverer(run: Run, message: FromDeliverer, underWay: Set<string>): void {
  if (message.kind === "began") underWay.add(message.batchId);
  else if (message.kind === "delivered") run.open.delete(message.batchId);
  else if (message.kind === "unknown") run.unknown.add(message.batchId);
  else if (message.kind === "failed" || message.kind === "refused") noteFailure(run, message.text);
  if ("batchId" in message && message.kind !== "began") underWay.delete(message.batchId);
}

function noteFailure({ report }: Run, text: string): void {
  if (text.includes("ENOSPC")) report.disksFull += 1;
  // What the plan makes happen is no surprise.
  else if (!text.includes("is already in")) report.surprises[text] = (report.surprises[text] ?? 0) + 1;
}

/** Resolves at the moment of the kill: soon after a batch was begun, or right at the step that gives a file its name. */
function aimKill(
  run: Run,
  deliverer: Deliverer,
  allowance: number,
  heard: ((message: FromDeliverer) => void)[],
): Promise<void> {
  const { plan, random } = run;
  const after = random.int(1, allowance);
  const waitMs = random.int(0, Math.max(1, plan.slowMs * 30));
  let began = 0;
  return new Promise((resolve) => {
    const soon = (ms: number): void => void sleep(ms).then(resolve);
    heard.push((message) => {
      if (message.kind === "began") {
        began += 1;
        if (began === after && plan.killAt === "random") soon(waitMs);
      }
      if (message.kind === "finished") soon(SOON_MS);
      if (message.kind !== "step" || message.step !== "giveName" || began < after) return;
      if (plan.killAt === (message.at === "before" ? "before_name" : "after_name")) resolve();
    });
    void Promise.race([deliverer.exited, sleep(KILL_ANYWAY_AFTER_MS, undefined, { ref: false })]).then(() => resolve());
  });
}

/** How far each delivery under way was, as its journal has it. */
function noteKill({ report, folder, target }: Run, underWay: ReadonlySet<string>): void {
  report.kills += 1;
  for (const batchId of underWay) report.killsByState[stateOf(batchId, folder, target)] += 1;
}

function stateOf(batchId: string, folder: string, target: string): keyof DeliveryReport["killsByState"] {
  const path = join(folder, "journal", `${batchId}.json`);
  if (!existsSync(path)) return "nothing";
  try {
    const { state, evidence } = JSON.parse(readFileSync(path, "utf8"));
    if (state !== "ready") return state;
    const mark = statSync(join(target, ".docketpay", `${batchId}.part`), { bigint: true, throwIfNoEntry: false });
    return mark === undefined || String(mark.ctimeNs) !== evidence.changedNs ? "named" : "ready";
  } catch {
    return "nothing";
  }
}

async function untilOver(run: Run): Promise<void> {
  while (!run.isOver) await sleep(LOOK_EVERY_MS);
}
