// The payment page beside a minimal page of the same framework: CPU, speed, bytes. Options: --rounds 7 --requests 600 --warmup 4000
import type { Agent } from "node:http";
import { live } from "../runner/lifetime.mjs";
import { type BenchApp, CREATE_LINK, startBenchApp } from "./support/bench-app";
import { type CpuMeter, meterGroup, meterPostgres, requireProc } from "./support/cpu";
import { createBenchDatabase, openBenchServer } from "./support/database";
import { keepConnections, type LoadResult, median, runLoad, send } from "./support/load";
import { startMinimalPage } from "./support/minimal-page";
import { readNumbers } from "./support/options";
import { weighPage } from "./support/page-weight";
import { printTable, tellLimits } from "./support/report";

const CLIENTS = 8;
const LEAST_RATIO = 0.7;
const MOST_SCRIPT_KIB = 30;

/** CPU milliseconds are those of one request. */
type Round = LoadResult & { appMs: number; databaseMs: number; bothMs: number };
type Page = { name: string; url: string; meter: CpuMeter; agent: Agent; rounds: Round[] };
type Figures = Round & { scriptKib: number; htmlKib: number };

await live(async () => {
  const options = readNumbers({ rounds: 7, requests: 600, warmup: 4000 });
  requireProc();
  const serverUrl = await openBenchServer();
  const postgres = await meterPostgres(serverUrl);
  const [ours, minimal] = await startPages(serverUrl);
  for (const page of [ours, minimal]) {
    console.info(`Warming up ${page.name} with ${options.warmup} requests.`);
    await loadPage(page, options.warmup);
  }
  for (let round = 1; round <= options.rounds; round++) {
    // The order turns, so that neither always comes after the other.
    for (const page of round % 2 === 0 ? [minimal, ours] : [ours, minimal])
      page.rounds.push(await measurePage(page, options.requests, postgres));
  }
  const [a, b] = [await figuresOf(ours), await figuresOf(minimal)];
  print(a, b);
  return judge(a, b, ours.rounds, minimal.rounds);
});

async function startPages(serverUrl: string): Promise<[Page, Page]> {
  const app = await startBenchApp(await createBenchDatabase(serverUrl), "off");
  console.info("Building the minimal page.");
  const minimal = await startMinimalPage(await createBenchDatabase(serverUrl));
  const made = await send(`${app.url}/api/v1/links`, CREATE_LINK);
  if (made.status !== 201) throw new Error(`The link was not made: ${made.status} ${made.text}`);
  const url = String(JSON.parse(made.text).url);
  return [pageOf("our page", { ...app, url }), pageOf("the minimal page", minimal)];
}

function pageOf(name: string, { url, pid }: BenchApp): Page {
  return { name, url, meter: meterGroup(pid), agent: keepConnections(CLIENTS), rounds: [] };
}

function loadPage({ name, url, agent }: Page, count: number): Promise<LoadResult> {
  const act = async () => {
    const { status } = await send(url, { agent });
    if (status !== 200) throw new Error(`${name} answered ${status}`);
  };
  return runLoad({ clients: CLIENTS, count, act });
}

async function measurePage(page: Page, count: number, postgres: CpuMeter): Promise<Round> {
  const [app, database] = [page.meter(), postgres()];
  const result = await loadPage(page, count);
  const appMs = ((page.meter() - app) * 1000) / count;
  const databaseMs = ((postgres() - database) * 1000) / count;
  return { ...result, appMs, databaseMs, bothMs: appMs + databaseMs };
}

async function figuresOf({ url, rounds }: Page): Promise<Figures> {
  const { scriptBytes, htmlBytes } = await weighPage(url);
  const of = (field: keyof Round) => median(rounds.map((round) => round[field]));
  return {
    count: of("count"),
    perSecond: of("perSecond"),
    p50Ms: of("p50Ms"),
    p99Ms: of("p99Ms"),
    appMs: of("appMs"),
    databaseMs: of("databaseMs"),
    bothMs: of("bothMs"),
    scriptKib: scriptBytes / 1024,
    htmlKib: htmlBytes / 1024,
  };
}

function print(ours: Figures, minimal: Figures): void {
  const line = (words: string, field: keyof Figures, digits: number) => [
    words,
    ours[field].toFixed(digits),
    minimal[field].toFixed(digits),
    (ours[field] / minimal[field]).toFixed(2),
  ];
  printTable(
    ["median of the rounds", "ours", "minimal", "ours / minimal"],
    [
      line("requests/s, 8 clients", "perSecond", 0),
      line("p50 ms", "p50Ms", 1),
      line("p99 ms", "p99Ms", 1),
      line("CPU ms per request: app", "appMs", 2),
      line("CPU ms per request: database", "databaseMs", 2),
      line("CPU ms per request: both", "bothMs", 2),
      line("JavaScript KiB, gzip", "scriptKib", 1),
      line("HTML KiB, gzip", "htmlKib", 1),
    ],
  );
}

function judge(a: Figures, b: Figures, ours: readonly Round[], minimal: readonly Round[]): number {
  // Each round against the one beside it: whatever else the machine does weighs on both alike.
  const ratioOf = (field: "appMs" | "bothMs") =>
    median(ours.flatMap((round, index) => (minimal[index]?.[field] ?? Number.NaN) / round[field]));
  return tellLimits([
    { words: "requests per CPU second of the app, ours / minimal", value: ratioOf("appMs"), atLeast: LEAST_RATIO },
    { words: "requests per CPU second of app and database", value: ratioOf("bothMs"), atLeast: LEAST_RATIO },
    { words: "KiB of JavaScript above the minimal page", value: a.scriptKib - b.scriptKib, atMost: MOST_SCRIPT_KIB },
  ]);
}
