// A whole payment: create the link, open it, pay it, open the receipt; flows/s and CPU. Options: --rounds 5 --flows 200 --warmup 400
import type { Agent } from "node:http";
import { live } from "../runner/lifetime.mjs";
import { CREATE_LINK, prepareBenchApp, startBenchApp } from "./support/bench-app";
import { type CpuMeter, meterGroup, meterPostgres, requireProc } from "./support/cpu";
import { createBenchDatabase, openBenchServer } from "./support/database";
import { type Answer, keepConnections, type LoadResult, median, runLoad, type Sending, send } from "./support/load";
import { readNumbers } from "./support/options";
import { printTable, tellLimits } from "./support/report";
import { findServerAction } from "./support/server-action";

const CLIENTS = [1, 8];
const MOST_CPU_MS = 60;
/** What the sandbox's fields hand over for its test Visa. */
const METHOD_TOKEN = "sbx_tok_visa_4242_1229_aaaaaaaaaaaaaaaa";

type Round = LoadResult & { appMs: number; databaseMs: number; bothMs: number };
/** What every flow needs to know. */
type Shop = { origin: string; action: string; agent: Agent };

await live(async () => {
  const options = readNumbers({ rounds: 5, flows: 200, warmup: 400 });
  requireProc();
  const serverUrl = await openBenchServer();
  const postgres = await meterPostgres(serverUrl);
  // With the worker: what a payment leaves to be done is part of what it costs.
  const databaseUrl = await createBenchDatabase(serverUrl);
  await prepareBenchApp(databaseUrl);
  const app = await startBenchApp(databaseUrl, "inprocess");
  const meter = meterGroup(app.pid);
  const shop = await openShop(app.url);
  console.info(`Warming up with ${options.warmup} flows.`);
  await runLoad({ clients: 8, count: options.warmup, act: () => payOnce(shop) });
  const rounds = new Map(CLIENTS.map((clients) => [clients, [] as Round[]]));
  for (let round = 1; round <= options.rounds; round++)
    for (const [clients, list] of rounds) list.push(await measure(shop, clients, options.flows, [meter, postgres]));
  return report(rounds);
});

async function openShop(origin: string): Promise<Shop> {
  const agent = keepConnections(Math.max(...CLIENTS));
  const link = await createLink(origin, agent);
  return { origin, agent, action: await findServerAction(link, "payLinkAction") };
}

/** As a program of the firm, then its client's browser: the page, the press on "Pay", the receipt. */
async function payOnce({ origin, action, agent }: Shop): Promise<void> {
  const link = await createLink(origin, agent);
  const page = await expect(200, link, { agent });
  if (!page.text.includes("$1,250.00")) throw new Error("The page does not show the amount.");
  const token = new URL(link).pathname.split("/").at(-1);
  const entries = { methodToken: METHOD_TOKEN, receiptEmail: "", methodKind: "card" };
  const paid = await expect(200, link, {
    agent,
    method: "POST",
    headers: { "next-action": action, accept: "text/x-component", "content-type": "text/plain;charset=UTF-8", origin },
    body: JSON.stringify([token, entries]),
  });
  const receiptToken = /"kind":"approved".*"receiptToken":"([^"]+)"/.exec(paid.text)?.[1];
  if (!receiptToken) throw new Error(`The payment was not approved: ${paid.text}`);
  const receipt = await expect(200, `${origin}/receipt/${receiptToken}`, { agent });
  if (!receipt.text.includes("Payment received")) throw new Error("The receipt does not say that it was paid.");
}

async function createLink(origin: string, agent: Agent): Promise<string> {
  const made = await expect(201, `${origin}/api/v1/links`, { ...CREATE_LINK, agent });
  return String(JSON.parse(made.text).url);
}

async function expect(status: number, url: string, sending: Sending): Promise<Answer> {
  const answer = await send(url, sending);
  if (answer.status !== status) throw new Error(`${url} answered ${answer.status}: ${answer.text}`);
  return answer;
}

async function measure(shop: Shop, clients: number, count: number, meters: [CpuMeter, CpuMeter]): Promise<Round> {
  const before = meters.map((meter) => meter());
  const result = await runLoad({ clients, count, act: () => payOnce(shop) });
  const [appMs = 0, databaseMs = 0] = meters.map((meter, index) => ((meter() - (before[index] ?? 0)) * 1000) / count);
  return { ...result, appMs, databaseMs, bothMs: appMs + databaseMs };
}

function report(rounds: Map<number, Round[]>): number {
  const of = (clients: number, field: keyof Round) => median((rounds.get(clients) ?? []).map((round) => round[field]));
  const line = (words: string, field: keyof Round, digits: number) => [
    words,
    ...CLIENTS.map((clients) => of(clients, field).toFixed(digits)),
  ];
  printTable(
    ["median of the rounds", ...CLIENTS.map((clients) => (clients === 1 ? "1 client" : `${clients} clients`))],
    [
      line("flows/s", "perSecond", 1),
      line("p50 ms", "p50Ms", 1),
      line("p99 ms", "p99Ms", 1),
      line("CPU ms per flow: app", "appMs", 1),
      line("CPU ms per flow: database", "databaseMs", 1),
      line("CPU ms per flow: both", "bothMs", 1),
    ],
  );
  return tellLimits(
    CLIENTS.map((clients) => ({
      words: `CPU ms of a flow, ${clients === 1 ? "1 client" : `${clients} clients`}`,
      value: of(clients, "bothMs"),
      atMost: MOST_CPU_MS,
    })),
  );
}
