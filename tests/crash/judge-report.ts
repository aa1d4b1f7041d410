import type { CrashReport, MixedFigures } from "./model";

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

/** The same of a mixed run. */
const MUST_BE_ZERO_MIXED = {
  refundedTwice: "refunded twice",
  refundedBeyondAsk: "refunded beyond what was asked",
  refundsAbovePayment: "refunded above the payment",
  voidedAndRefunded: "voided and refunded",
  correctionsLeft: "refunds, voids or methods left unknown",
  methodsTwice: "methods kept twice",
  methodsApart: "methods that one side alone knows",
  correctionMailsTwice: "refund or method mails twice",
  storiesLeft: "stories left",
} as const;

function guardedOf(report: CrashReport): { count: number; words: string }[] {
  const plain = entriesOf(MUST_BE_ZERO).map(([name, words]) => ({ count: report[name], words }));
  const { mixed } = report;
  if (!mixed) return plain;
  const more = entriesOf(MUST_BE_ZERO_MIXED).map(([name, words]) => ({ count: mixed[name], words }));
  return [
    ...plain,
    ...more,
    { count: mixed.refundDifferences.length, words: "differing refunds" },
    { count: mixed.stateDifferences.length, words: "payments not where the gateway has them" },
    { count: mixed.bookFaults.length, words: "faults in the books, trust ledger and audit" },
  ];
}

function entriesOf<Name extends string>(words: Readonly<Record<Name, string>>): [Name, string][] {
  return Object.entries(words) as [Name, string][];
}

/** "0 charged twice, 0 lost, ...": every figure that must be 0, broken or not. */
export function describeGuarded(report: CrashReport): string {
  return guardedOf(report)
    .map(({ count, words }) => `${count} ${words}`)
    .join(", ");
}

/** What is wrong, in words; empty when nothing is. */
export function findFaults(report: CrashReport): string[] {
  const faults = guardedOf(report)
    .filter(({ count }) => count !== 0)
    .map(({ count, words }) => `${count} ${words}`);
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
    `${plan.isMixed ? `mixed, ${plan.gatewayKind}, ` : ""}${plan.charges} links, ${plan.processes} ${plan.processes === 1 ? "process" : "processes"}, seed ${plan.seed}, ${plan.faults}${plan.without.length > 0 ? `, without ${plan.without.join(" + ")}` : ""}`,
    `  ${report.taken} charges at the gateway (${report.refused} declined), ${report.linksCancelled} links cancelled, ${report.seconds} s`,
    `  ${report.kills} kills, ${report.killsWhileCharging} of them while charging, ${report.killsMidCharge} with a charge sent and not written down; ${report.restarts} hard restarts of the database`,
    `  finished by recovery: ${report.foundTaken} that the gateway had taken, ${report.sentAgain} sent again, ${report.answersFoundLater} whose answer was lost`,
    ...(report.mixed ? describeMixed(report.mixed) : []),
    `  ${describeGuarded(report)}`,
  ];
  if (report.surplusCents > 0) lines.push(`  taken too much: ${(report.surplusCents / 100).toFixed(2)}`);
  const notes = [
    ...report.firstDifferences,
    ...notesOf(report.mixed),
    ...Object.entries(report.surprises).map(([text, n]) => `${n} x ${text}`),
  ];
  return [...lines, ...notes.slice(0, 6).map((note) => `    ${note}`)].join("\n");
}

function describeMixed(mixed: MixedFigures): string[] {
  return [
    `  ${mixed.refunds} refunds, ${mixed.voids} voids, ${mixed.returns} returns, ${mixed.disputes} disputes, ${mixed.methods} methods kept at the gateway`,
    `  ${mixed.events} events, ${mixed.eventsNeverTold} of them told to nobody, ${mixed.eventsHanded} copies handed over; ${mixed.gatewayRestarts} hard restarts of the gateway`,
  ];
}

function notesOf(mixed: MixedFigures | null): string[] {
  return mixed ? [...mixed.refundDifferences, ...mixed.stateDifferences, ...mixed.bookFaults] : [];
}
