// A search over the line between portal and Connect service, and what idle lines cost. Options: --searches 300 --lines 100 --seconds 30
import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { createConnection } from "@/lib/connections/create-connection";
import type { Ctx } from "@/lib/platform/context";
import { resetEnv } from "@/lib/platform/env";
import { endNews } from "@/lib/platform/news";
import { callRaw, HANDSHAKE, startPortalSide } from "@/tests/support/connect-bench";
import { makeTestFirm } from "@/tests/support/test-firm";
import { spawnNode } from "../runner/children.mjs";
import { live, startForLife } from "../runner/lifetime.mjs";
import { type CpuMeter, meterGroup, meterPostgres, requireProc } from "./support/cpu";
import { createBenchDatabase, openBenchServer, openClient } from "./support/database";
import { readNumbers } from "./support/options";
import { printTable, tellLimits } from "./support/report";

const ROWS = 50;
const PARALLEL = 8;
const MOST_RATIO = 6;
const MOST_IDLE_MS_PER_MINUTE = 60;

type Meters = { portal: CpuMeter; service: CpuMeter; database: CpuMeter };
type Run = { name: string; medianMs: number; p95Ms: number; cpu: Record<keyof Meters, number>; per: number };

const search = { by: "client_number", query: "10012", match: "contains", cursor: null, limit: ROWS } as const;
const portalCpu: CpuMeter = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

await live(async () => {
  requireProc();
  const options = readNumbers({ searches: 300, lines: 100, seconds: 30 });
  const url = await createBenchDatabase(await openBenchServer());
  await migrateDatabase(url);
  process.env.DATABASE_URL = url;
  process.env.RATE_LIMITS = "relaxed";
  resetEnv();
  const database = await meterPostgres(url);
  const portal = await startForLife(
    () => startPortalSide(),
    (started) => started.stop(),
  );
  const ctx = (await makeTestFirm("frm_bench")).ctxAt();
  try {
    const searches = await measureSearches(ctx, portal.url, database, options.searches);
    const idle = await measureIdle(ctx, { portalUrl: portal.url, url, database }, options);
    return tellLimits([...searches, ...idle]);
  } finally {
    await endNews();
    await closeDatabase();
  }
});

/** A service of so many connections in a process of its own. */
async function startService(ctx: Ctx, portalUrl: string, lines: number) {
  const made = [];
  for (let n = 0; n < lines; n += 1) made.push(await createConnection(ctx, { name: `Line ${n}`, system: "threeE" }));
  const keys = made.map(({ key }) => key);
  const child = await startForLife(
    () => spawnNode(["--import", "tsx", "scripts/bench/support/line-service.ts", portalUrl, String(ROWS), ...keys]),
    (running) => running.stop(),
  );
  while (!child.logs().includes("connected")) await sleep(50);
  return { id: made[0]?.id ?? "", child };
}

async function measureSearches(ctx: Ctx, portalUrl: string, database: CpuMeter, count: number) {
  const { id, child } = await startService(ctx, portalUrl, 1);
  const meters: Meters = { portal: portalCpu, service: meterGroup(child.pid ?? 0), database };
  const system = matterSystemOf(ctx, id);
  const ask = () => system.searchInvoices(search);
  const { key } = await createConnection(ctx, { name: "Beside", system: "threeE" });
  const call = () => callRaw(portalUrl, key, "handshake", JSON.stringify(HANDSHAKE));
  await measure("warm-up", meters, Math.ceil(count / 3), 1, ask);
  const runs = [
    await measure("one signed call", meters, count, 1, call),
    await measure("a search, one asker", meters, count, 1, ask),
    await measure(`a search, ${PARALLEL} askers`, meters, count, PARALLEL, ask),
  ];
  await child.stop();
  printTable(
    ["", "median ms", "95 % ms", "CPU ms: portal", "service", "database"],
    runs.map(({ name, medianMs, p95Ms, cpu, per }) => [
      name,
      ...[medianMs, p95Ms, ...Object.values(cpu).map((seconds) => (seconds / per) * 1000)].map((ms) => ms.toFixed(2)),
    ]),
  );
  const [one, alone] = runs;
  const value = (alone?.medianMs ?? 0) / (one?.medianMs ?? 1);
  return [{ words: "a search over the line / one signed call, median", value, atMost: MOST_RATIO }];
}

async function measure(
  name: string,
  meters: Meters,
  count: number,
  parallel: number,
  work: () => Promise<unknown>,
): Promise<Run> {
  const before = readMeters(meters);
  const times: number[] = [];
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const startedAt = performance.now();
      await work();
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  const after = readMeters(meters);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const cpu = { portal: 0, service: 0, database: 0 };
  for (const key of Object.keys(cpu) as (keyof Meters)[]) cpu[key] = after[key] - before[key];
  return { name, medianMs: at(0.5), p95Ms: at(0.95), cpu, per: count };
}

function readMeters({ portal, service, database }: Meters): Record<keyof Meters, number> {
  return { portal: portal(), service: service(), database: database() };
}

type Place = { portalUrl: string; url: string; database: CpuMeter };

async function measureIdle(ctx: Ctx, place: Place, { lines, seconds }: { lines: number; seconds: number }) {
  const { child } = await startService(ctx, place.portalUrl, lines);
  const owner = await openClient(place.url);
  const commits = async () => {
    const { rows } = await owner.query<{ n: string }>(
      "select xact_commit as n from pg_stat_database where datname = current_database()",
    );
    return Number(rows[0]?.n);
  };
  // The first look at the surroundings of each is over by then.
  await sleep(3_000);
  const [commitsBefore, cpuBefore] = [await commits(), portalCpu() + place.database()];
  await sleep(seconds * 1000);
  const [commitsAfter, cpuAfter] = [await commits(), portalCpu() + place.database()];
  await owner.end();
  await child.stop();
  const perLineMinute = (value: number) => (value / lines / seconds) * 60;
  const cpuMs = perLineMinute((cpuAfter - cpuBefore) * 1000);
  const transactions = perLineMinute(commitsAfter - commitsBefore);
  printTable(
    [`${lines} idle lines for ${seconds} s`, "per line and minute"],
    [
      ["CPU ms of portal and database", cpuMs.toFixed(1)],
      ["transactions", transactions.toFixed(1)],
    ],
  );
  return [{ words: "CPU ms of an idle line per minute", value: cpuMs, atMost: MOST_IDLE_MS_PER_MINUTE }];
}
