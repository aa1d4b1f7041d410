import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { openClient } from "./database";

/** CPU seconds that a set of processes has used since they began. */
export type CpuMeter = () => number;

type Stat = { pid: number; parentPid: number; groupId: number; ticks: number; endedChildrenTicks: number };

/** CPU time is read from /proc. @throws Error in words on another system */
export function requireProc(): void {
  if (process.platform !== "linux") throw new Error("This bench reads CPU time from /proc, which only Linux has.");
}

/** The process that was started as the first of a group, and all that it starts. */
export function meterGroup(groupId: number): CpuMeter {
  return () => toSeconds(listStats().filter((stat) => stat.groupId === groupId));
}

/**
 * A PostgreSQL server on this machine with all its processes, also those that have ended.
 * @throws Error in words when the server runs elsewhere
 */
export async function meterPostgres(url: string): Promise<CpuMeter> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const postmaster = listStats().find((stat) => stat.pid === rows[0]?.pid)?.parentPid;
    if (postmaster === undefined)
      throw new Error("The server of DATABASE_URL runs on another machine, where its CPU time is not seen. Unset it.");
    return () => {
      const stats = listStats().filter((stat) => stat.pid === postmaster || stat.parentPid === postmaster);
      const ended = stats.find((stat) => stat.pid === postmaster)?.endedChildrenTicks ?? 0;
      return toSeconds(stats) + ended / ticksPerSecond();
    };
  } finally {
    await client.end();
  }
}

let ticks: number | null = null;

function ticksPerSecond(): number {
  ticks ??= Number(execFileSync("getconf", ["CLK_TCK"]).toString());
  return ticks;
}

function toSeconds(stats: readonly Stat[]): number {
  return stats.reduce((sum, stat) => sum + stat.ticks, 0) / ticksPerSecond();
}

function listStats(): Stat[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)));
}

function readStat(pid: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parentPid = 0, groupId = 0] = fields;
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11);
    return [{ pid, parentPid, groupId, ticks: user + system, endedChildrenTicks: endedUser + endedSystem }];
  } catch {
    // It ended between the two looks.
    return [];
  }
}
