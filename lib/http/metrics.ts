import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { database, databasePool } from "@/db/client";
import { findFreeze } from "@/lib/installation/find-freeze";
import { listCounts } from "@/lib/platform/counters";
import { log } from "@/lib/platform/log";
import { version } from "@/package.json";

type Sample = { labels?: Record<string, string>; value: number };
type Metric = { name: string; help: string; type: "gauge" | "counter"; samples: Sample[] };

const holder = globalThis as typeof globalThis & { docketpayLoopDelay?: ReturnType<typeof monitorEventLoopDelay> };

/** Everything this process can say of itself and of the queue, in Prometheus' text format. A part that cannot be read is left out. */
export async function metricsText(): Promise<string> {
  const metrics = [
    ...processMetrics(),
    ...poolMetrics(),
    ...(await queueMetrics()),
    ...(await moneyMetrics()),
    ...counters(),
  ];
  return `${metrics.map(writeMetric).join("\n")}\n`;
}

function processMetrics(): Metric[] {
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  // Measured from the first scrape on; reset by each, so that a scrape shows what happened since the last.
  holder.docketpayLoopDelay ??= startLoopDelay();
  const loop = holder.docketpayLoopDelay;
  const samples = [
    { labels: { quantile: "0.5" }, value: seconds(loop.percentile(50)) },
    { labels: { quantile: "0.99" }, value: seconds(loop.percentile(99)) },
    { labels: { quantile: "1" }, value: seconds(loop.max) },
  ];
  loop.reset();
  return [
    one("docketpay_build_info", "gauge", "The running version.", 1, { version, node: process.version }),
    one("process_uptime_seconds", "gauge", "Seconds since the process started.", process.uptime()),
    one("process_cpu_seconds_total", "counter", "Processor time used.", (cpu.user + cpu.system) / 1e6),
    one("process_resident_memory_bytes", "gauge", "Memory of the process.", memory.rss),
    one("nodejs_heap_used_bytes", "gauge", "Heap in use.", memory.heapUsed),
    {
      name: "nodejs_eventloop_delay_seconds",
      type: "gauge",
      help: "How late timers ran since the last scrape.",
      samples,
    },
  ];
}

function startLoopDelay(): ReturnType<typeof monitorEventLoopDelay> {
  const monitor = monitorEventLoopDelay({ resolution: 20 });
  monitor.enable();
  return monitor;
}

function poolMetrics(): Metric[] {
  const pool = databasePool();
  const samples = [
    { labels: { state: "open" }, value: pool.totalCount },
    { labels: { state: "idle" }, value: pool.idleCount },
    { labels: { state: "waiting" }, value: pool.waitingCount },
  ];
  return [
    {
      name: "docketpay_database_connections",
      type: "gauge",
      help: "Connections of this process, and requests that wait for one.",
      samples,
    },
  ];
}

type JobCount = { task: string; waiting: string; running: string; given_up: string };

async function queueMetrics(): Promise<Metric[]> {
  try {
    const found = await database().execute<JobCount>(sql`select task, waiting, running, given_up from job_counts()`);
    const samples = found.rows.flatMap((row) =>
      (["waiting", "running", "given_up"] as const).map((state) => ({
        labels: { task: row.task, state },
        value: Number(row[state]),
      })),
    );
    const mail = found.rows.find((row) => row.task === "deliver-mail");
    return [
      { name: "docketpay_jobs", type: "gauge", help: "Jobs in the queue, all processes.", samples },
      // Every mail that is not delivered has exactly one job.
      one(
        "docketpay_mails_queued",
        "gauge",
        "Mails that wait to be delivered.",
        Number(mail?.waiting ?? 0) + Number(mail?.running ?? 0),
      ),
    ];
  } catch (error) {
    log().warn({ err: error }, "metrics without the queue");
    return [];
  }
}

async function moneyMetrics(): Promise<Metric[]> {
  try {
    const { scope } = await findFreeze();
    const help = "1 while no money moves for any firm: npm run admin -- unfreeze.";
    return [one("docketpay_money_frozen", "gauge", help, scope === "all" ? 1 : 0)];
  } catch (error) {
    log().warn({ err: error }, "metrics without the state of money");
    return [];
  }
}

const COUNTERS = {
  mails: "Mails this process delivered, gave up or put off, by kind.",
  cron_runs: "Runs of due work in this process.",
  jobs: "Effects this process carried out.",
} as const;

function counters(): Metric[] {
  const counts = listCounts();
  return Object.entries(COUNTERS).map(([name, help]) => ({
    name: `docketpay_${name}_total`,
    type: "counter" as const,
    help,
    samples: counts.filter((count) => count.name === name),
  }));
}

function one(name: string, type: Metric["type"], help: string, value: number, labels?: Record<string, string>): Metric {
  return { name, type, help, samples: [{ labels, value }] };
}

function writeMetric({ name, type, help, samples }: Metric): string {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map((sample) => `${name}${writeLabels(sample.labels)} ${sample.value}`),
  ].join("\n");
}

function writeLabels(labels: Record<string, string> = {}): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (mark) => (mark === "\n" ? "\\n" : `\\${mark}`))}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}

function seconds(nanoseconds: number): number {
  return Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0;
}
