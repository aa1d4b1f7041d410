import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { runNode } from "./children.mjs";
import { commandScript, ROOT } from "./project.mjs";

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
    const found = readReport(report);
    if (found === null)
      return { passed: 0, failed: 1, skipped: 0, output: `vitest did not come to an end (code ${code}).\n${output}` };
    const counts = countTests(found);
    const isUnexplained = code !== 0 && counts.failed === 0;
    const isEmpty = counts.passed + counts.failed === 0;
    return {
      ...counts,
      failed: counts.failed + (isUnexplained || isEmpty ? 1 : 0),
      output: isEmpty ? `No test ran.\n${output}` : output,
      failures: listFailures(found),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function countTests(found) {
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + found.testResults.filter(isBroken).length,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/** A file that could not be loaded, or failed outside its tests. */
function isBroken(file) {
  return file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");
}

/** @returns {import("./failures.mjs").Failure[]} */
function listFailures(found) {
  return found.testResults.flatMap((file) => {
    const path = relative(ROOT, file.name);
    if (isBroken(file)) return [{ name: path, text: file.message }];
    const failed = file.assertionResults.filter((test) => test.status === "failed");
    return failed.map((test) => ({ name: `${path}: ${test.fullName}`, text: test.failureMessages.join("\n") }));
  });
}
