/** Counts of what this process did since it started, for /api/metrics. They vanish with the process, as Prometheus expects. */
const holder = globalThis as typeof globalThis & { docketpayCounters?: Map<string, number> };

export type CounterName = "mails" | "cron_runs" | "jobs";
export type Count = { name: CounterName; labels: Record<string, string>; value: number };

export function countUp(name: CounterName, labels: Record<string, string>): void {
  holder.docketpayCounters ??= new Map();
  const key = JSON.stringify([name, labels]);
  holder.docketpayCounters.set(key, (holder.docketpayCounters.get(key) ?? 0) + 1);
}

export function listCounts(): Count[] {
  return [...(holder.docketpayCounters ?? [])].map(([key, value]) => {
    const [name, labels] = JSON.parse(key) as [CounterName, Record<string, string>];
    return { name, labels, value };
  });
}
