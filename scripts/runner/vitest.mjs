import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "./children.mjs";
import { commandScript } from "./project.mjs";

/**
 * Runs one vitest project.
 * @param {string} project
 * @param {{env?: Record<string, string>}} [options] `env` is laid over the present environment
 * @returns {Promise<import("./checks.mjs").StepResult>} A file that cannot be loaded, a crash, and a run without any test are failures
 */
export async function runVitest(project, { env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "docketpay-vitest-"));
  const report = join(folder, "report.json");
  try {
    // By default its settings are bundled into node_modules, which may only be readable.
    const args = [
      "run",
      "--configLoader",
      "runner",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ];
    const { code, output } = await runNode([commandScript("vitest"), ...args], {
      env: { ...process.env, NODE_ENV: "test", NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
    });
    const counts = countTests(report);
    if (counts === null)
      return { passed: 0, failed: 1, skipped: 0, output: `vitest did not come to an end (code ${code}).\n${output}` };
    const isUnexplained = code !== 0 && counts.failed === 0;
    const isEmpty = counts.passed + counts.failed === 0;
    return {
      ...counts,
      failed: counts.failed + (isUnexplained || isEmpty ? 1 : 0),
      output: isEmpty ? `No test ran.\n${output}` : output,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countTests(report) {
  let found;
  try {
    found = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return null;
  }
  const brokenFiles = found.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + brokenFiles.length,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}
