import { accessSync, constants, mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { runNode } from "./children.mjs";
import { describeFailures, lastLinesOf } from "./failures.mjs";
import { commandScript, ROOT } from "./project.mjs";
import { runVitest } from "./vitest.mjs";

/**
 * One step of the checks. `run` answers how many tests it was (a tool that is green or red as a whole counts as one).
 * @typedef {{name: string, run(): Promise<StepResult>}} Step
 * `failures` names what failed, where the tool tells; else the step as a whole counts as one.
 * @typedef {{passed: number, failed: number, skipped: number, output: string, failures?: import("./failures.mjs").Failure[]}} StepResult
 */

/** @type {Step[]} The longest first, so that two at a time end together. */
export const CHECK_STEPS = [
  { name: "unit", run: () => runVitest("unit") },
  tool("types", () => [
    commandScript("typescript", "tsc"),
    "--noEmit",
    ...rememberTypes(),
    "-p",
    "scripts/runner/tsconfig.check.json",
  ]),
  tool("rules-fire", () => ["scripts/gates/prove-rules-fire.mjs"]),
  tool("dependencies", () => ["scripts/gates/check-dependencies.mjs"]),
  tool("unused", () => [commandScript("knip"), "--no-progress"]),
  tool("biome", () => [join(ROOT, "node_modules/@biomejs/biome/bin/biome"), "check", "--colors=off", "."]),
  tool("tokens", () => ["scripts/check-tokens.mjs"]),
];

/**
 * Runs steps side by side and prints one line for each as it ends.
 * @param {Step[]} steps
 * @returns {Promise<StepResult>} all of them added up; `output` is empty
 */
export async function runSteps(steps, atOnce = Math.max(2, Math.min(4, cpus().length))) {
  const queue = [...steps];
  const results = [];
  const work = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) results.push(await runOne(step));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return addResults(results);
}

/** @param {StepResult[]} results @returns {StepResult} */
export function addResults(results) {
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  const failures = results.flatMap((result) => result.failures ?? []);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped"), output: "", failures };
}

/** The end of a run: its failures once more, and the closing line. */
export function printTotal(total) {
  const failures = describeFailures(total.failures ?? []);
  if (failures !== "") console.info(`\n${failures}`);
  console.info(`\n${describeTotal(total)}`);
}

/** The closing line of a run, e.g. `412 passed, 0 failed, 3 skipped`. */
function describeTotal({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** @param {Step} step */
export async function runOne(step) {
  const startedAt = performance.now();
  const result = await step.run().catch((error) => ({ passed: 0, failed: 1, skipped: 0, output: error.stack }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const word = result.failed > 0 ? "FAIL" : "ok";
  console.info(`${word.padEnd(5)}${step.name.padEnd(14)}${seconds.padStart(6)} s   ${describeTotal(result)}`);
  const shown = result.failed > 0 ? result.output : findFigures(result.output);
  if (shown !== "") console.info(indent(shown));
  if (result.failed === 0 || (result.failures ?? []).length > 0) return result;
  return { ...result, failures: [{ name: step.name, text: lastLinesOf(result.output) }] };
}

/** What has not changed since the last check is not checked again, where something may be written down. */
function rememberTypes() {
  try {
    mkdirSync(join(ROOT, ".data"), { recursive: true });
    accessSync(join(ROOT, ".data"), constants.W_OK);
    return ["--incremental", "--tsBuildInfoFile", ".data/types.tsbuildinfo"];
  } catch {
    return ["--incremental", "false"];
  }
}

/** A program whose exit code is its whole answer. */
function tool(name, findArgs) {
  const run = async () => {
    const { code, output } = await runNode(findArgs());
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
  };
  return { name, run };
}

/** Lines of tests that tell what they measured; shown also when all is well. */
function findFigures(text) {
  return text
    .split("\n")
    .filter((line) => line.startsWith("figures: "))
    .map((line) => line.slice("figures: ".length))
    .join("\n");
}

function indent(text) {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `     ${line}`)
    .join("\n");
}
