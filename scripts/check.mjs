// npm run check: types, Biome, import rules and their proof, unused code, contrast, pure tests. No database, no browser.
// With `-- --only <name>` one of them.
import { CHECK_STEPS, printTotal, runSteps } from "./runner/checks.mjs";
import { ensureInstalled } from "./runner/install.mjs";
import { live } from "./runner/lifetime.mjs";
import { ROOT, readOnlyOption } from "./runner/project.mjs";
import { useTempFolder } from "./runner/temp-folder.mjs";

await live(async () => {
  process.chdir(ROOT);
  const only = readOnlyOption(CHECK_STEPS.map((step) => step.name));
  await ensureInstalled();
  await useTempFolder();
  const total = await runSteps(CHECK_STEPS.filter((step) => only === undefined || step.name === only));
  printTotal(total);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});
