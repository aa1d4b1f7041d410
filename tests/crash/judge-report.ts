import type { CrashReport } from "./model";

/** What must be 0 at the end of a run, in the words of the report. */
const MUST_BE_ZERO = {
  chargedTwice: "charged twice",
  lost: "lost",
  chargedThoughCancelled: "charged though cancelled",
  unknownLeft: "unknown left",
  linksLeftOpen: "links left open",
  receiptsTwice: "receipts twice",
  mailsTwice: "mails twice",
  differences: "differing lines",
} as const;

/** "0 charged twice, 0 lost, ...": every figure that must be 0, broken or not. */
export function describeGuarded(report: CrashReport): string {
  return Object.entries(MUST_BE_ZERO)
    .map(([name, words]) => `${report[name as keyof typeof MUST_BE_ZERO]} ${words}`)
    .join(", ");
}

/** What is wrong, in words; empty when nothing is. */
export function findFaults(report: CrashReport): string[] {
  const faults = Object.entries(MUST_BE_ZERO)
    .filter(([name]) => report[name as keyof typeof MUST_BE_ZERO] !== 0)
    .map(([name, words]) => `${report[name as keyof typeof MUST_BE_ZERO]} ${words}`);
  if (report.taken + report.linksCancelled !== report.plan.charges && faults.length === 0)
    faults.push(`${report.taken} charges and ${report.linksCancelled} cancelled links are not ${report.plan.charges}`);
  if (report.isGivenUp) faults.push(`given up after ${report.plan.limitSeconds} s`);
  for (const [text, times] of Object.entries(report.surprises)) faults.push(`${times} times: ${text}`);
  return faults;
}

/** The run on a few lines. */
export function describeReport(report: CrashReport): string {
  const { plan } = report;
  const lines = [
    `${plan.charges} links, ${plan.processes} ${plan.processes === 1 ? "process" : "processes"}, seed ${plan.seed}, ${plan.faults}${plan.without.length > 0 ? `, without ${plan.without.join(" + ")}` : ""}`,
    `  ${report.taken} charges at the gateway (${report.refused} declined), ${report.linksCancelled} links cancelled, ${report.seconds} s`,
    `  ${report.kills} kills, ${report.killsWhileCharging} of them while charging, ${report.killsMidCharge} with a charge sent and not written down; ${report.restarts} hard restarts of the database`,
    `  finished by recovery: ${report.foundTaken} that the gateway had taken, ${report.sentAgain} sent again, ${report.answersFoundLater} whose answer was lost`,
    `  ${describeGuarded(report)}`,
  ];
  if (report.surplusCents > 0) lines.push(`  taken too much: ${(report.surplusCents / 100).toFixed(2)}`);
  const notes = [...report.firstDifferences, ...Object.entries(report.surprises).map(([text, n]) => `${n} x ${text}`)];
  return [...lines, ...notes.slice(0, 6).map((note) => `    ${note}`)].join("\n");
}
