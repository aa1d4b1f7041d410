import { beforeAll, describe, expect, it } from "vitest";
import { putInDirectory } from "@/lib/platform/directory";
import { inFirm } from "@/lib/platform/tx";
import { printFigures } from "@/tests/support/print-figures";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { payLinks, runStorm } from "./webhook-storm";

// The long form, 5,000 events in 20 orders, is `npm run bench -- webhooks`.

const PLAN = { mostCopies: 5, dropShare: 0.1, followShare: 0.2 };
const test = useTestDatabase();

describe("a storm of webhooks", () => {
  const firms: TestFirm[] = [];
  beforeAll(async () => {
    for (const name of ["frm_storm_1", "frm_storm_2", "frm_storm_3"]) {
      const firm = await makeTestFirm(name);
      await inFirm(firm.ctxAt(), (tx) => putInDirectory(tx, "gateway_account", `sandbox:${name}`, "acc_operating"));
      await payLinks(firm, 25);
      firms.push(firm);
    }
  });

  it.each([1, 2, 3])("in any order, several times or never, ends as the gateway's books: order %i", async (seed) => {
    const firm = firms[seed - 1];
    if (!firm) throw new Error("no firm");
    const report = await runStorm(test, firm, { ...PLAN, seed });
    expect(report).toMatchObject({ payments: 25, behindAfter: 0, faults: [] });
    expect(report.events).toBeGreaterThan(50);
    expect(report.deliveries).toBeGreaterThan(2 * report.events);
    expect(report.stored).toBeLessThan(report.deliveries);
    printFigures(`storm ${JSON.stringify(report)}`);
  });

  it("of which nothing arrives is found by reconciliation alone, and would not be without it", async () => {
    const firm = await makeTestFirm("frm_storm_silent");
    await payLinks(firm, 12);
    const report = await runStorm(test, firm, { ...PLAN, seed: 4, dropShare: 1 });
    expect(report).toMatchObject({ deliveries: 0, behindBefore: 12, behindAfter: 0, faults: [] });
  });
});
