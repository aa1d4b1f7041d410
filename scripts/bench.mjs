// npm run bench -- <name> [options]: runs scripts/bench/<name>.ts; without a name it lists them. Each says in its first line what it
// measures, takes its own options, and its exit code is the command's.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnNode } from "./runner/children.mjs";
import { ensureInstalled } from "./runner/install.mjs";
import { live, startForLife } from "./runner/lifetime.mjs";
import { loadSettings, ROOT } from "./runner/project.mjs";
import { useTempFolder } from "./runner/temp-folder.mjs";

const FOLDER = join(ROOT, "scripts/bench");

await live(async () => {
  const [name, ...options] = process.argv.slice(2);
  if (name === undefined) {
    console.info(`npm run bench -- <name> runs one of these:\n\n${listBenches().map(describeBench).join("\n")}`);
    return 0;
  }
  if (!listBenches().includes(name))
    throw new Error(`There is no benchmark ${name}. Known: ${listBenches().join(", ")}.`);
  loadSettings();
  await ensureInstalled();
  await useTempFolder();
  const bench = await startForLife(
    () =>
      spawnNode(["--import", "tsx", `scripts/bench/${name}.ts`, ...options], {
        leash: true,
        onOutput: (text) => process.stdout.write(text),
      }),
    (running) => running.stop(),
  );
  return bench.exited;
});

function listBenches() {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replace(/\.ts$/, ""))
    .sort();
}

/** The name and the comment on the first line of its file. */
function describeBench(name) {
  const [line = ""] = readFileSync(join(FOLDER, `${name}.ts`), "utf8").split("\n", 1);
  const width = Math.max(...listBenches().map((each) => each.length)) + 2;
  return `  ${name.padEnd(width)}${line.replace(/^\/\/\s*/, "")}`;
}
