import { mkdtempSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { removeDatabase, startDatabase } from "@/scripts/launcher/start-database.mjs";
import { findBookFaults } from "@/tests/support/books-oracle";
import { BAD_GATEWAYS, MIXED_GATEWAYS } from "./gateways";
import { figureOf, GUARD_TRIALS } from "./guard-trials";
import { describeReport, findFaults } from "./judge-report";
import type { CrashPlan, CrashReport, MixedFigures } from "./model";
import { restartPostgresHard } from "./restart-postgres.mjs";
import { runCrash } from "./run-crash";
import { withDatabaseUrl } from "./with-database-url";

// The short form. The long one: npm run bench -- crash
const PLAN: CrashPlan = {
  gatewayKind: "sandbox",
  isMixed: false,
  seed: 7,
  charges: 120,
  processes: 2,
  kills: 25,
  restarts: 0,
  cancelShare: 0.1,
  ...BAD_GATEWAYS.silent,
  without: [],
  limitSeconds: 240,
};

function server() {
  return { url: inject("testServerUrl"), template: inject("templateDatabase") };
}

/** Prints the figures: they are what the run is for. */
function show(report: CrashReport): CrashReport {
  process.stdout.write(`${describeReport(report)}\n`);
  return report;
}

/** Nearly every kill falls while a charge is under way, and most leave one behind that was sent and not written down. */
function expectKillsThatCount({ plan, kills, killsWhileCharging, killsMidCharge }: CrashReport): void {
  expect(kills).toBeGreaterThanOrEqual(plan.kills * 0.9);
  expect(killsWhileCharging).toBeGreaterThanOrEqual(plan.kills * 0.9);
  expect(killsMidCharge).toBeGreaterThanOrEqual(plan.kills * 0.5);
}

describe("processes that are killed while they charge", () => {
  it("two at once leave every link charged once and both books alike", async () => {
    let oracle: string[] = ["not asked"];
    const report = show(
      await runCrash(server(), PLAN, async ({ url, ask }) => {
        oracle = await withDatabaseUrl(url, () => findBookFaults({ url, asOwner: ask }));
      }),
    );
    expect(findFaults(report)).toEqual([]);
    expect(oracle).toEqual([]);
    expectKillsThatCount(report);
    expect(report.foundTaken + report.sentAgain).toBeGreaterThan(0);
    expect(report.answersFoundLater).toBeGreaterThan(0);
  });

  it("one alone does, with a gateway that keeps no keys", async () => {
    const plan = { ...PLAN, ...BAD_GATEWAYS.forgetful, charges: 30, kills: 5, processes: 1 };
    const report = show(await runCrash(server(), plan));
    expect(findFaults(report)).toEqual([]);
    expectKillsThatCount(report);
    expect(report.answersFoundLater).toBeGreaterThan(0);
  });

  it("and a database that is restarted hard leave the same", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "docketpay-crash-"));
    await chmod(folder, 0o755);
    const dataDir = join(folder, "postgres");
    // What a transaction has committed outlives the server, as at a firm; the machine itself does not fail.
    const settings = { max_connections: "200", fsync: "off", full_page_writes: "off" };
    const own = await startDatabase({ dataDir, settings }).catch((error: Error) => {
      if (error.name === "CannotRunHere") return null;
      throw error;
    });
    if (own === null) return context.skip("the built-in database cannot run here, and no other may be restarted");
    try {
      const plan = { ...PLAN, charges: 30, kills: 3, restarts: 3 };
      const restart = () => restartPostgresHard(dataDir);
      const report = show(await runCrash({ url: own.url, restart }, plan));
      expect(findFaults(report)).toEqual([]);
      expect(report.restarts).toBeGreaterThanOrEqual(2);
    } finally {
      await own.stop();
      await removeDatabase({ dataDir });
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("processes that are killed while they do everything at once", () => {
  const MIXED = { ...PLAN, isMixed: true };

  it("leave both books alike: charges, debits, refunds, voids, returns, saved methods and webhooks", async () => {
    const plan = { ...MIXED, ...MIXED_GATEWAYS.sandbox, charges: 60, kills: 10 };
    const report = show(await runCrash(server(), plan));
    expect(findFaults(report)).toEqual([]);
    expectKillsThatCount(report);
    expectSomeOf(report, ["refunds", "voids", "returns", "methods", "eventsHanded"]);
  });

  it("do at Stripe's double, which is ended hard once itself", async () => {
    const plan = { ...MIXED, ...MIXED_GATEWAYS.stripe, gatewayKind: "stripe" as const, charges: 30, kills: 5 };
    const report = show(await runCrash(server(), plan));
    expect(findFaults(report)).toEqual([]);
    expectKillsThatCount(report);
    // So short a run may see no return.
    expectSomeOf(report, ["refunds", "methods", "eventsHanded"]);
    expect(report.mixed?.gatewayRestarts).toBe(1);
  });
});

function expectSomeOf({ mixed }: CrashReport, names: readonly (keyof MixedFigures)[]): void {
  for (const name of names) expect(mixed?.[name], name).toBeGreaterThan(0);
}

describe("the harness shows it when a guard is taken away", () => {
  const trials = GUARD_TRIALS.flatMap(({ words, plan, mustShow, isRare }) =>
    mustShow && !isRare ? [{ words, plan, mustShow }] : [],
  );

  it.each(trials)("without $plan.without", async ({ plan, mustShow }) => {
    const report = show(await runCrash(server(), { ...PLAN, charges: 30, kills: 0, ...plan }));
    expect(figureOf(report, mustShow)).toBeGreaterThan(0);
    expect(findFaults(report)).not.toEqual([]);
  });
});
