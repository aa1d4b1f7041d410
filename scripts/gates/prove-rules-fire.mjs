// Plants one violation per rule in a folder of its own and demands that rule by name there, and silence everywhere else.
// A linter whose path or parser is wrong is green; this tells.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { PLANTED_IMPORTS, PLANTED_PACKAGES } from "./planted-imports.mjs";
import { PLANTED_LINT } from "./planted-lint.mjs";
import { cruise, findUnused, lint, ROOT } from "./run-tool.mjs";

const require = createRequire(import.meta.url);

function proveImportRules(folder) {
  const isFile = (to) => /\.(ts|tsx|mjs)$/.test(to);
  const files = new Map(PLANTED_IMPORTS.filter(({ to }) => isFile(to)).map(({ to }) => [to, ""]));
  for (const { from, to } of PLANTED_IMPORTS) {
    const path = isFile(to)
      ? relative(dirname(from), to).replace(/\.(ts|tsx|mjs)$/, to.endsWith(".mjs") ? ".mjs" : "")
      : to;
    const target = isFile(to) && !path.startsWith(".") ? `./${path}` : path;
    files.set(from, `${files.get(from) ?? ""}import "${target}";\n`);
  }
  for (const [path, text] of files) plant(folder, path, `${text}export const planted = 1;\n`);
  plantPackages(folder);
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json"]) copyFileSync(join(ROOT, name), join(folder, name));

  const tops = new Set([...files.keys()].map((path) => path.split("/")[0]));
  const { violations } = cruise(folder, [...tops]);
  const { forbidden } = require(join(ROOT, ".dependency-cruiser.cjs"));
  const expected = PLANTED_IMPORTS.filter(({ rule }) => rule).map(({ rule, from }) => ({ rule, from }));
  return compare(
    expected,
    violations,
    forbidden.map(({ name }) => name),
  );
}

function plantPackages(folder) {
  const versions = (names) => Object.fromEntries(names.map((name) => [name, "1.0.0"]));
  const { dependencies, devDependencies } = PLANTED_PACKAGES;
  const manifest = { type: "module", dependencies: versions(dependencies), devDependencies: versions(devDependencies) };
  plant(folder, "package.json", JSON.stringify(manifest));
  for (const name of [...dependencies, ...devDependencies]) {
    plant(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "main.js" }));
    for (const file of ["main", "link", "headers"]) plant(folder, `node_modules/${name}/${file}.js`, "");
  }
}

function proveLintRules(folder) {
  for (const name of ["biome.json", ".gitignore"]) copyFileSync(join(ROOT, name), join(folder, name));
  plant(
    folder,
    "package.json",
    JSON.stringify({ type: "module", dependencies: { next: "16", react: "19", "drizzle-orm": "1" } }),
  );
  for (const { path, text } of PLANTED_LINT) plant(folder, path, text);
  const expected = PLANTED_LINT.filter(({ rule }) => rule).map(({ rule, path }) => ({ rule, from: path }));
  const found = lint(folder).filter(({ from }) => from !== "package.json" && from !== "biome.json");
  return compare(expected, found, biomeRuleNames());
}

function proveUnusedCode(folder) {
  copyFileSync(join(ROOT, "knip.json"), join(folder, "knip.json"));
  plant(folder, "package.json", JSON.stringify({ type: "module", dependencies: { pg: "1" } }));
  plant(folder, "scripts/planted.mjs", 'import { used } from "../lib/planted/used.ts";\n\nused();\n');
  plant(
    folder,
    "lib/planted/used.ts",
    "export const used = () => 1;\nexport const unused = 1;\nexport type Unused = 1;\n",
  );
  plant(folder, "lib/planted/unused.ts", "export const one = 1;\n");
  const expected = [
    { rule: "files", from: "lib/planted/unused.ts" },
    { rule: "exports", from: "lib/planted/used.ts" },
    { rule: "types", from: "lib/planted/used.ts" },
    { rule: "dependencies", from: "package.json" },
  ];
  return compare(expected, findUnused(folder), []);
}

/** The rules that biome.json names, beyond those it takes over from Biome's own recommendation. */
function biomeRuleNames() {
  const { preset, ...groups } = JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8")).linter.rules;
  return Object.entries(groups).flatMap(([group, rules]) => Object.keys(rules).map((name) => `lint/${group}/${name}`));
}

/** Rules that stayed silent, rules that fired where nothing was planted, rules without a planted violation. */
function compare(expected, found, ruleNames) {
  const key = ({ rule, from }) => `${rule} at ${from}`;
  const wanted = new Set(expected.map(key));
  const seen = new Set(found.map(key));
  return {
    planted: wanted.size,
    problems: [
      ...[...wanted].filter((each) => !seen.has(each)).map((each) => `silent: ${each}`),
      ...[...seen].filter((each) => !wanted.has(each)).map((each) => `fired for nothing: ${each}`),
      ...ruleNames
        .filter((name) => !expected.some(({ rule }) => rule === name))
        .map((name) => `never planted: ${name}`),
    ],
  };
}

function plant(folder, path, text) {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

for (const [name, prove] of [
  ["Import rules", proveImportRules],
  ["Biome rules", proveLintRules],
  ["Unused code", proveUnusedCode],
]) {
  const folder = mkdtempSync(join(tmpdir(), "prove-rules-"));
  try {
    const { planted, problems } = prove(folder);
    for (const problem of problems) console.error(`${name}: ${problem}`);
    console.log(`${name}: ${planted} violations planted, ${problems.length} not as expected.`);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
