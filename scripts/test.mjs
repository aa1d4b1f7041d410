// npm test: all checks, all tests, on the built-in database or on the server that DATABASE_URL names.
// With `-- --only <name>` one part. The last line is the sum.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./runner/build.mjs";
import { addResults, CHECK_STEPS, printTotal, runOne, runSteps } from "./runner/checks.mjs";
import { ensureInstalled } from "./runner/install.mjs";
import { live, startForLife } from "./runner/lifetime.mjs";
import { loadSettings, readOnlyOption, readSetting } from "./runner/project.mjs";
import { useTempFolder } from "./runner/temp-folder.mjs";
import { TEST_CLUSTER_SETTINGS } from "./runner/test-cluster.mjs";
import { runVitest } from "./runner/vitest.mjs";

/** Tests of the built app. */
const ON_BUILT_APP = ["pages", "journeys"];
const HEAVY = ["db", "crash", "build", ...ON_BUILT_APP];

await live(async () => {
  const only = readOnlyOption(["check", ...CHECK_STEPS.map((step) => step.name), ...HEAVY]);
  loadSettings();
  await ensureInstalled();
  await useTempFolder();
  const results = [];
  try {
    const checks = CHECK_STEPS.filter((step) => only === undefined || only === "check" || only === step.name);
    if (checks.length > 0) results.push(await runSteps(checks));
    if (only === undefined || HEAVY.includes(only)) results.push(...(await runHeavySteps(only)));
  } catch (error) {
    console.error(error.message);
    results.push({
      passed: 0,
      failed: 1,
      skipped: 0,
      output: "",
      failures: [{ name: "the run", text: error.message }],
    });
  }
  const total = addResults(results);
  printTotal(total);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});

/**
 * Two lanes side by side: what asks the database, then what every page must keep; and the build, then what people do in a browser. Both
 * wait often, for a disk, a page, a killed process, so that two cores are done a quarter sooner than with one lane after the other.
 */
async function runHeavySteps(only) {
  const isWanted = (name) => only === undefined || only === name;
  const env = only === "build" ? {} : await openTestServer();
  const needsBuild = [...ON_BUILT_APP, "build"].some(isWanted);
  const building = needsBuild ? runOne({ name: "build", run: buildApp }) : null;
  const runTests = async (name) => {
    if (!isWanted(name)) return [];
    if (ON_BUILT_APP.includes(name) && (await building).failed > 0) {
      console.info(`     ${name} were not run: they need the build.`);
      return [];
    }
    return [await runOne({ name, run: () => runVitest(name, { env }) })];
  };
  const runLane = async (names) => {
    const results = [];
    for (const name of names) results.push(...(await runTests(name)));
    return results;
  };
  const lanes = await Promise.all([building ?? [], runLane(["db", "crash", "pages"]), runLane(["journeys"])]);
  return lanes.flat();
}

async function buildApp() {
  const { code, output } = await ensureBuilt();
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

/** One server for all the tests, told to them by its address. */
async function openTestServer() {
  const given = readSetting("DATABASE_URL");
  if (given !== undefined) return { TEST_SERVER_URL: given };
  const { startDatabase, removeDatabase } = await import("./launcher/start-database.mjs");
  const dataDir = join(tmpdir(), "postgres");
  const server = await startForLife(
    () => startDatabase({ dataDir, settings: TEST_CLUSTER_SETTINGS }),
    async (started) => {
      await started.stop();
      await removeDatabase({ dataDir });
    },
  );
  return { TEST_SERVER_URL: server.url };
}
