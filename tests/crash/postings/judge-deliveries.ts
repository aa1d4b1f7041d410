import type { DeliveryReport } from "./model";

const MUST_BE_ZERO = {
  partial: "partial files read",
  missing: "records missing",
  twice: "records delivered twice",
  replaced: "files replaced",
  unknown: "batches that nobody can tell of",
  left: "batches left",
} as const;
export type DeliveryFigure = keyof typeof MUST_BE_ZERO;

const names = Object.keys(MUST_BE_ZERO) as DeliveryFigure[];

/** What is wrong, in words; empty when nothing is. */
export function findDeliveryFaults(report: DeliveryReport): string[] {
  const faults = names.filter((name) => report[name] !== 0).map((name) => `${report[name]} ${MUST_BE_ZERO[name]}`);
  return [...faults, ...Object.entries(report.surprises).map(([text, times]) => `${times} times: ${text}`)];
}

/** The figures of a run, those that must be 0 first. */
export function describeDeliveries(report: DeliveryReport): string {
  const { plan, killsByState } = report;
  const states = Object.entries(killsByState).map(([state, count]) => `${count} ${state}`);
  return [
    `${plan.records} records in ${report.batches} files, ${report.kills} kills (under way: ${states.join(", ")}), ${report.disksFull} full disks,`,
    `reader that ${plan.reader}${plan.without.length > 0 ? `, without ${plan.without.join(", ")}` : ""}:`,
    `${names.map((name) => `${report[name]} ${MUST_BE_ZERO[name]}`).join(", ")};`,
    `${report.filesRead} files and ${report.recordsRead} records read in ${report.seconds} s`,
  ].join(" ");
}
