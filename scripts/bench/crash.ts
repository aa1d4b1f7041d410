// Payments whose process is killed while it charges: our books beside the gateway's. --guards: without each guard in turn
import { mkdtempSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CrashServer } from "@/tests/crash/crash-database";
import { BAD_GATEWAYS, isBadGateway, MIXED_GATEWAYS } from "@/tests/crash/gateways";
import { figureOf, GUARD_TRIALS } from "@/tests/crash/guard-trials";
import { describeReport, findFaults } from "@/tests/crash/judge-report";
import { type CrashPlan, GUARDS, isGuard } from "@/tests/crash/model";
import { restartPostgresHard } from "@/tests/crash/restart-postgres.mjs";
import { runCrash } from "@/tests/crash/run-crash";
import { removeDatabase, startDatabase } from "../launcher/start-database.mjs";
import { live, startForLife } from "../runner/lifetime.mjs";

const HELP = `npm run bench -- crash [options]
  --charges 1000      links that are owed, each once
  --kills 200         kill -9 of a charging process
  --processes 2       at once upon the same links
  --seed 1,2,3        one run for each
  --restarts 0        hard restarts of the built-in PostgreSQL in a run
  --gateway silent    or forgetful: ${Object.entries(BAD_GATEWAYS)
    .map(([name, { faults }]) => `${name} is ${faults}`)
    .join("; ")}
  --mixed             bank payments, refunds, voids, saved methods and webhooks beside cards
  --gateway-kind      sandbox, or stripe: with --mixed, against the double of Stripe, which is restarted once
  --faults, --speed   another plan of the gateway, and simulated seconds in a real one
  --limit 1800        seconds after which a run is given up
  --without a,b       parts left out: ${Object.keys(GUARDS).join(", ")}
  --guards            instead: each guard left out in turn, which must show`;

const OPTIONS = {
  charges: { type: "string" },
  kills: { type: "string" },
  processes: { type: "string", default: "2" },
  seed: { type: "string", default: "1" },
  restarts: { type: "string", default: "0" },
  gateway: { type: "string", default: "silent" },
  mixed: { type: "boolean", default: false },
  "gateway-kind": { type: "string", default: "sandbox" },
  faults: { type: "string" },
  speed: { type: "string" },
  limit: { type: "string", default: "1800" },
  without: { type: "string", default: "" },
  guards: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

type Options = ReturnType<typeof readOptions>;

await live(async () => {
  const options = readOptions();
  if (options.help) {
    console.info(HELP);
    return 0;
  }
  const server = await openServer();
  if (options.restarts !== "0" && !server.restart)
    throw new Error("--restarts needs the built-in database, and DATABASE_URL names another. Unset DATABASE_URL.");
  return options.guards ? await tryGuards(server, options) : await runSeeds(server, options);
});

function readOptions() {
  return parseArgs({ options: OPTIONS }).values;
}

async function runSeeds(server: CrashServer, options: Options): Promise<number> {
  let faulty = 0;
  for (const seed of options.seed.split(",")) {
    const plan = planOf(options, readCount("seed", seed));
    console.info(`Seed ${seed}: ${plan.charges} links and ${plan.kills} kills take some minutes.`);
    const report = await runCrash(server, plan);
    console.info(describeReport(report));
    const faults = findFaults(report);
    console.info(faults.length === 0 ? "  ok\n" : `  NOT OK: ${faults.join("; ")}\n`);
    if (faults.length > 0) faulty += 1;
  }
  return faulty === 0 ? 0 : 1;
}

/** Green when every trial shows what it must: doubles or losses without a whole guard, none while another still stands. */
async function tryGuards(server: CrashServer, options: Options): Promise<number> {
  let wrong = 0;
  for (const trial of GUARD_TRIALS) {
    const plan = { ...planOf({ ...options, charges: options.charges ?? "200" }, 1), kills: 0, ...trial.plan };
    const report = await runCrash(server, plan);
    const isAsExpected =
      trial.mustShow === null ? findFaults(report).length === 0 : figureOf(report, trial.mustShow) > 0;
    if (!isAsExpected) wrong += 1;
    console.info(`${isAsExpected ? "as expected" : "NOT AS EXPECTED"}: ${trial.words}\n${describeReport(report)}\n`);
  }
  return wrong === 0 ? 0 : 1;
}

function planOf(options: Options, seed: number): CrashPlan {
  if (!isBadGateway(options.gateway)) throw new Error(`--gateway is one of ${Object.keys(BAD_GATEWAYS).join(", ")}.`);
  const gatewayKind = options["gateway-kind"];
  if (gatewayKind !== "sandbox" && gatewayKind !== "stripe") throw new Error("--gateway-kind is sandbox or stripe.");
  if (gatewayKind === "stripe" && !options.mixed) throw new Error("--gateway-kind stripe needs --mixed.");
  const gateway = options.mixed ? MIXED_GATEWAYS[gatewayKind] : BAD_GATEWAYS[options.gateway];
  return {
    gatewayKind,
    isMixed: options.mixed,
    seed,
    charges: readCount("charges", options.charges ?? "1000"),
    processes: readCount("processes", options.processes),
    kills: readCount("kills", options.kills ?? "200"),
    restarts: readCount("restarts", options.restarts),
    cancelShare: 0.1,
    faults: options.faults ?? gateway.faults,
    speed: options.speed === undefined ? gateway.speed : readCount("speed", options.speed),
    without: options.without
      .split(",")
      .filter((name) => name !== "")
      .map(readGuard),
    limitSeconds: readCount("limit", options.limit),
  };
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw new Error(`--${name} is ${text}; it must be a whole number.`);
  return count;
}

function readGuard(name: string) {
  if (!isGuard(name)) throw new Error(`--without knows ${Object.keys(GUARDS).join(", ")}, not ${name}.`);
  return name;
}

/** The server of DATABASE_URL, or one of this run's own with the settings that a firm's would have. */
async function openServer(): Promise<CrashServer> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL };
  const folder = mkdtempSync(join(tmpdir(), "docketpay-crash-"));
  // The user whom root becomes must be able to enter it.
  await chmod(folder, 0o755);
  const dataDir = join(folder, "postgres");
  const server = await startForLife(
    () => startDatabase({ dataDir, settings: { max_connections: "200" } }),
    async (started) => {
      await started.stop();
      await removeDatabase({ dataDir });
    },
  );
  return { url: server.url, restart: () => restartPostgresHard(dataDir) };
}
