import { describe, expect, it } from "vitest";
import { DROP_TRIALS } from "./drop-trials";
import { describeDeliveries, findDeliveryFaults } from "./judge-deliveries";
import type { DeliveryPlan, DeliveryReport } from "./model";
import { runDeliveries } from "./run-deliveries";

// The short form. The long one: npm run bench -- postings
const PLAN: DeliveryPlan = {
  seed: 7,
  records: 1_000,
  recordsEach: 50,
  processes: 1,
  kills: 12,
  killAt: "random",
  reader: "takes",
  strangers: 0,
  diskFull: 0.03,
  slowMs: 8,
  without: [],
  limitSeconds: 120,
};

/** Prints the figures: they are what the run is for. */
async function show(change: Partial<DeliveryPlan>): Promise<DeliveryReport> {
  const report = await runDeliveries({ ...PLAN, ...change });
  process.stdout.write(`${describeDeliveries(report)}\n`);
  return report;
}

describe("deliverers that are killed at any moment", () => {
  it("bring each record once and whole to a reader that takes files away", async () => {
    const report = await show({});
    expect(findDeliveryFaults(report)).toEqual([]);
    expect(report.recordsRead).toBe(PLAN.records);
    expect(report.kills).toBeGreaterThanOrEqual(PLAN.kills * 0.7);
  });

  it("do when they are killed right after the name was given, and when two work at once", async () => {
    const report = await show({ killAt: "after_name", processes: 2, records: 600, kills: 8 });
    expect(findDeliveryFaults(report)).toEqual([]);
    expect(report.recordsRead).toBe(600);
    expect(report.killsByState.named).toBeGreaterThan(0);
  });

  it("do for a reader that only reads, and leave the files of others as they are", async () => {
    const report = await show({ reader: "reads", strangers: 3, records: 600, kills: 5 });
    expect(findDeliveryFaults(report)).toEqual([]);
    expect(report.recordsRead).toBe(600);
  });
});

describe("the harness shows it when a guard of the delivery is taken away", () => {
  it.each(DROP_TRIALS)("$words", async ({ plan, mustShow }) => {
    const report = await show({ records: 500, kills: 4, diskFull: 0, slowMs: 25, limitSeconds: 60, ...plan });
    expect(report[mustShow]).toBeGreaterThan(0);
    expect(findDeliveryFaults(report)).not.toEqual([]);
  });
});
