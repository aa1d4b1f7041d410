// Posting files whose deliverer is killed, on a full disk too, read every 20 ms. --guards: without each guard in turn
import { parseArgs } from "node:util";
import { DROP_TRIALS } from "@/tests/crash/postings/drop-trials";
import { describeDeliveries, findDeliveryFaults } from "@/tests/crash/postings/judge-deliveries";
import {
  type DeliveryPlan,
  DROP_GUARDS,
  isDropGuard,
  KILL_MOMENTS,
  type KillMoment,
} from "@/tests/crash/postings/model";
import { runDeliveries } from "@/tests/crash/postings/run-deliveries";
import { live } from "../runner/lifetime.mjs";

const HELP = `npm run bench -- postings [options]
  --records 20000     posting records
  --each 50           of them in one file
  --kills 200         kill -9 of a delivering process
  --kill-at random    or before_name, after_name
  --processes 1       at once upon the same batches
  --reader takes      or reads; without the option, one run with each
  --strangers 5       files of somebody else under names of ours, for a reader that reads
  --disk-full 0.02    share of writes that find the disk full
  --slow 6            milliseconds that each step waits at most, before and after
  --seed 1,2          one run for each
  --limit 1800        seconds after which a run is given up
  --without a,b       parts left out: ${Object.keys(DROP_GUARDS).join(", ")}
  --guards            instead: each guard left out in turn, which must show`;

const OPTIONS = {
  records: { type: "string", default: "20000" },
  each: { type: "string", default: "50" },
  kills: { type: "string", default: "200" },
  "kill-at": { type: "string", default: "random" },
  processes: { type: "string", default: "1" },
  reader: { type: "string" },
  strangers: { type: "string", default: "5" },
  "disk-full": { type: "string", default: "0.02" },
  slow: { type: "string", default: "6" },
  seed: { type: "string", default: "1" },
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
  return options.guards ? await tryGuards() : await runSeeds(options);
});

function readOptions() {
  return parseArgs({ options: OPTIONS }).values;
}

async function runSeeds(options: Options): Promise<number> {
  let faulty = 0;
  const readers = options.reader === undefined ? (["takes", "reads"] as const) : [readReader(options.reader)];
  for (const seed of options.seed.split(",")) {
    for (const reader of readers) {
      const plan = planOf(options, readNumber("seed", seed), reader);
      console.info(
        `Seed ${seed}, a reader that ${reader}: ${plan.records} records and ${plan.kills} kills take minutes.`,
      );
      const report = await runDeliveries(plan);
      console.info(`  ${describeDeliveries(report)}`);
      const faults = findDeliveryFaults(report);
      console.info(faults.length === 0 ? "  ok\n" : `  NOT OK: ${faults.join("; ")}\n`);
      if (faults.length > 0 || report.recordsRead !== plan.records) faulty += 1;
    }
  }
  return faulty === 0 ? 0 : 1;
}

/** Green when every trial shows what it must. */
async function tryGuards(): Promise<number> {
  let wrong = 0;
  for (const { words, plan, mustShow } of DROP_TRIALS) {
    const base = planOf({ ...readOptions(), records: "2000", kills: "20", slow: "25", "disk-full": "0" }, 1, "takes");
    const report = await runDeliveries({ ...base, strangers: 0, ...plan });
    const shows = report[mustShow] > 0;
    if (!shows) wrong += 1;
    console.info(`${shows ? "as expected" : "NOT AS EXPECTED"}: ${words}\n  ${describeDeliveries(report)}\n`);
  }
  return wrong === 0 ? 0 : 1;
}

function planOf(options: Options, seed: number, reader: DeliveryPlan["reader"]): DeliveryPlan {
  return {
    seed,
    records: readNumber("records", options.records),
    recordsEach: readNumber("each", options.each),
    processes: readNumber("processes", options.processes),
    kills: readNumber("kills", options.kills),
    killAt: readMoment(options["kill-at"]),
    reader,
    // A reader that takes would take them too.
    strangers: reader === "reads" ? readNumber("strangers", options.strangers) : 0,
    diskFull: readNumber("disk-full", options["disk-full"]),
    slowMs: readNumber("slow", options.slow),
    without: options.without
      .split(",")
      .filter((name) => name !== "")
      .map(readGuard),
    limitSeconds: readNumber("limit", options.limit),
  };
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} is ${text}; it must be a number.`);
  return value;
}

function readReader(text: string): DeliveryPlan["reader"] {
  if (text !== "takes" && text !== "reads") throw new Error("--reader is takes or reads.");
  return text;
}

function readMoment(text: string): KillMoment {
  const moment = KILL_MOMENTS.find((known) => known === text);
  if (moment === undefined) throw new Error(`--kill-at is one of ${KILL_MOMENTS.join(", ")}.`);
  return moment;
}

function readGuard(name: string) {
  if (!isDropGuard(name)) throw new Error(`--without knows ${Object.keys(DROP_GUARDS).join(", ")}, not ${name}.`);
  return name;
}
