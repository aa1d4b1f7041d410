// The payment page beside a minimal page of the same framework: CPU, speed, bytes. Options: --processes 3 --rounds 5 --requests 600 --warmup 4000
// Several processes of each are measured, because one differs from the next of the same build by up to 8 %.
import type { Agent } from "node:http";
import { live } from "../runner/lifetime.mjs";
import { type BenchApp, CREATE_LINK, prepareBenchApp, startBenchApp } from "./support/bench-app";
import { type CpuMeter, meterGroup, meterPostgres, requireProc } from "./support/cpu";
import { createBenchDatabase, openBenchServer } from "./support/database";
import { keepConnections, type LoadResult, median, runLoad, send } from "./support/load";
import { buildMinimalPage, type MinimalPage, startMinimalPage } from "./support/minimal-page";
import { readNumbers } from "./support/options";
import { weighPage } from "./support/page-weight";
import { printTable, tellLimits } from "./support/report";

const CLIENTS = 8;
const LEAST_RATIO = 0.7;
const MOST_SCRIPT_KIB = 30;

/** CPU milliseconds are those of one request. */
type Round = LoadResult & { appMs: number; databaseMs: number; bothMs: number };
type Weight = { scriptKib: number; htmlKib: number };
type Page = { name: string; app: BenchApp; meter: CpuMeter; agent: Agent; rounds: Round[]; weight: Weight };
/** Our page and the minimal one. */
type Pair = [Page, Page];
type Figures = Round & Weight;

await live(async () => {
  const options = readNumbers({ processes: 3, rounds: 5, requests: 600, warmup: 4000 });
  requireProc();
  const serverUrl = await openBenchServer();
  const postgres = await meterPostgres(serverUrl);
  const databaseUrl = await createBenchDatabase(serverUrl);
  await prepareBenchApp(databaseUrl);
  console.info("Building the minimal page.");
  const built = await buildMinimalPage(await createBenchDatabase(serverUrl));
  const pairs: Pair[] = [];
  for (let nth = 1; nth <= options.processes; nth++) {
    console.info(`Process ${nth} of each: warming up with ${options.warmup} requests.`);
    const pair = await startPair(databaseUrl, built);
    await measurePair(pair, options, postgres);
    pairs.push(pair);
    for (const page of pair) await page.app.stop();
    tellPair(nth, pair);
  }
  return report(pairs);
});

async function startPair(databaseUrl: string, built: MinimalPage): Promise<Pair> {
  const app = await startBenchApp(databaseUrl, "off");
  const minimal = await startMinimalPage(built);
  const made = await send(`${app.url}/api/v1/links`, CREATE_LINK);
  if (made.status !== 201) throw new Error(`The link was not made: ${made.status} ${made.text}`);
  const url = String(JSON.parse(made.text).url);
  return [await pageOf("our page", { ...app, url }), await pageOf("the minimal page", minimal)];
}

async function pageOf(name: string, app: BenchApp): Promise<Page> {
  const { scriptBytes, htmlBytes } = await weighPage(app.url);
  const weight = { scriptKib: scriptBytes / 1024, htmlKib: htmlBytes / 1024 };
  return { name, app, meter: meterGroup(app.pid), agent: keepConnections(CLIENTS), rounds: [], weight };
}

async function measurePair(
  [ours, minimal]: Pair,
  { warmup, rounds, requests }: Record<"warmup" | "rounds" | "requests", number>,
  postgres: CpuMeter,
): Promise<void> {
  for (const page of [ours, minimal]) await loadPage(page, warmup);
  for (let round = 1; round <= rounds; round++) {
    // The order turns, so that neither always comes after the other.
    for (const page of round % 2 === 0 ? [minimal, ours] : [ours, minimal])
      page.rounds.push(await measurePage(page, requests, postgres));
  }
}

function loadPage({ name, app: { url }, agent }: Page, count: number): Promise<LoadResult> {
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

function tellPair(nth: number, [ours, minimal]: Pair): void {
  const [app, both] = [ratioOf([[ours, minimal]], "appMs"), ratioOf([[ours, minimal]], "bothMs")];
  console.info(`Process ${nth}: ${app.toFixed(2)} of the minimal page's, with the database ${both.toFixed(2)}.`);
}

/** Each round against the one beside it: whatever else the machine does weighs on both alike. */
function ratioOf(pairs: readonly Pair[], field: "appMs" | "bothMs"): number {
  return median(
    pairs.flatMap(([ours, minimal]) =>
      ours.rounds.map((round, index) => (minimal.rounds[index]?.[field] ?? Number.NaN) / round[field]),
    ),
  );
}

function figuresOf(pages: readonly Page[]): Figures {
  const rounds = pages.flatMap((page) => page.rounds);
  const of = (field: keyof Round) => median(rounds.map((round) => round[field]));
  return {
    count: of("count"),
    perSecond: of("perSecond"),
    p50Ms: of("p50Ms"),
    p99Ms: of("p99Ms"),
    appMs: of("appMs"),
    databaseMs: of("databaseMs"),
    bothMs: of("bothMs"),
    scriptKib: median(pages.map((page) => page.weight.scriptKib)),
    htmlKib: median(pages.map((page) => page.weight.htmlKib)),
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

function report(pairs: readonly Pair[]): number {
  const ours = figuresOf(pairs.map(([page]) => page));
  const minimal = figuresOf(pairs.map(([, page]) => page));
  print(ours, minimal);
  const scriptKib = ours.scriptKib - minimal.scriptKib;
  return tellLimits([
    {
      words: "requests per CPU second of the app, ours / minimal",
      value: ratioOf(pairs, "appMs"),
      atLeast: LEAST_RATIO,
    },
    { words: "requests per CPU second of app and database", value: ratioOf(pairs, "bothMs"), atLeast: LEAST_RATIO },
    { words: "KiB of JavaScript above the minimal page", value: scriptKib, atMost: MOST_SCRIPT_KIB },
  ]);
}
