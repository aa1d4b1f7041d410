const DRIZZLE = 'import type { Tx } from "@/lib/platform/tx";\nimport { payments } from "./target";\n\n';
const ENV = "export const planted = process.env.PLANTED;\n";
const CONSOLE = 'export function say(): void {\n  console.log("planted");\n}\n';
const DEFAULT = "export default function Planted() {\n  return null;\n}\n";
const LONG_FUNCTION = `export function count(): number {\n  let total = 0;\n${"  total += 1;\n".repeat(70)}  return total;\n}\n`;
const LONG_FILE = Array.from({ length: 301 }, (_, index) => `export const planted${index} = ${index};\n`).join("");

/**
 * One violation per Biome rule that guards the house rules (`rule` must fire in `path`), and files that must stay clean
 * (`rule: null`): an override in biome.json whose path is mistyped switches a rule off, or leaves it on, without a word.
 *
 * @type {{ rule: string | null, path: string, text: string }[]}
 */
export const PLANTED_LINT = [
  { rule: "lint/style/noProcessEnv", path: "lib/planted/env.ts", text: ENV },
  { rule: "lint/style/noProcessEnv", path: "app/planted/env.ts", text: ENV },
  { rule: "lint/style/noProcessEnv", path: "proxy.ts", text: ENV },
  { rule: "lint/suspicious/noConsole", path: "lib/planted/console.ts", text: CONSOLE },
  { rule: "lint/suspicious/noConsole", path: "components/planted/console.tsx", text: CONSOLE },
  { rule: "lint/style/noDefaultExport", path: "lib/planted/default.ts", text: DEFAULT },
  { rule: "lint/style/noDefaultExport", path: "components/planted/default.tsx", text: DEFAULT },
  { rule: "lint/style/noDefaultExport", path: "app/planted/_components/default.tsx", text: DEFAULT },
  {
    rule: "lint/suspicious/noExplicitAny",
    path: "lib/planted/any.ts",
    text: "export const planted = (value: any) => value;\n",
  },
  {
    rule: "lint/style/noNonNullAssertion",
    path: "lib/planted/bang.ts",
    text: "export const first = (list: string[]) => list[0]!;\n",
  },
  { rule: "lint/suspicious/noTsIgnore", path: "lib/planted/ignore.ts", text: "// @ts-ignore\nexport const one = 1;\n" },
  { rule: "lint/style/noEnum", path: "lib/planted/enum.ts", text: "export enum Planted {\n  One = 1,\n}\n" },
  { rule: "lint/style/useFilenamingConvention", path: "lib/planted/CamelCase.ts", text: "export const one = 1;\n" },
  { rule: "lint/complexity/noExcessiveLinesPerFunction", path: "lib/planted/long-function.ts", text: LONG_FUNCTION },
  {
    rule: "lint/complexity/noExcessiveLinesPerFunction",
    path: "scripts/long-function.mjs",
    text: LONG_FUNCTION.replace(": number", ""),
  },
  { rule: "lint/style/noExcessiveLinesPerFile", path: "app/planted/long-file.ts", text: LONG_FILE },
  { rule: "lint/performance/noBarrelFile", path: "lib/planted/barrel.ts", text: 'export { one } from "./target";\n' },
  { rule: "lint/performance/noReExportAll", path: "lib/planted/re-export.ts", text: 'export * from "./target";\n' },
  {
    rule: "lint/suspicious/noImportCycles",
    path: "lib/planted/cycle-a.ts",
    text: 'import { b } from "./cycle-b";\n\nexport const a = () => b;\n',
  },
  {
    rule: "lint/suspicious/noImportCycles",
    path: "lib/planted/cycle-b.ts",
    text: 'import { a } from "./cycle-a";\n\nexport const b = () => a;\n',
  },
  {
    rule: "lint/nursery/noFloatingPromises",
    path: "lib/planted/floating.ts",
    text: "async function charge(): Promise<void> {}\n\nexport function pay(): void {\n  charge();\n}\n",
  },
  { rule: "lint/performance/noBarrelFile", path: "lib/planted/re-export.ts", text: 'export * from "./target";\n' },
  {
    rule: "lint/suspicious/noDrizzleUpdateWithoutWhere",
    path: "lib/planted/update-all.ts",
    text: `${DRIZZLE}export const pay = async (tx: Tx) => {\n  await tx.update(payments).set({ state: "paid" });\n};\n`,
  },
  {
    rule: "lint/suspicious/noDrizzleDeleteWithoutWhere",
    path: "lib/planted/delete-all.ts",
    text: `${DRIZZLE}export const forget = async (tx: Tx) => {\n  await tx.delete(payments);\n};\n`,
  },
  {
    rule: "lint/complexity/noForEach",
    path: "lib/planted/for-each.ts",
    text: "export const each = (list: string[], use: (text: string) => void) =>\n  list.forEach((text) => {\n    use(text);\n  });\n",
  },
  { rule: "lint/correctness/noUnusedVariables", path: "lib/planted/unused.ts", text: "const one = 1;\n" },
  { rule: "lint/correctness/noUndeclaredVariables", path: "scripts/undeclared.mjs", text: "missing();\n" },
  {
    rule: "lint/correctness/noUnusedImports",
    path: "lib/planted/unused-import.ts",
    text: 'import { one } from "./target";\n',
  },
  {
    rule: "lint/correctness/noUnusedFunctionParameters",
    path: "lib/planted/unused-parameter.ts",
    text: "export const one = (two: number) => 1;\n",
  },
  {
    rule: "lint/style/noNestedTernary",
    path: "lib/planted/ternary.ts",
    text: "export const sign = (n: number) => (n > 0 ? 1 : n < 0 ? -1 : 0);\n",
  },
  {
    rule: "lint/style/noParameterAssign",
    path: "lib/planted/assign.ts",
    text: "export function next(n: number): number {\n  n += 1;\n  return n;\n}\n",
  },
  {
    rule: "lint/style/useImportType",
    path: "lib/planted/type-import.ts",
    text: 'import { One } from "./target";\n\nexport const one: One = 1;\n',
  },
  {
    rule: "lint/style/useThrowOnlyError",
    path: "lib/planted/throw.ts",
    text: 'export function fail(): never {\n  throw "no";\n}\n',
  },
  {
    rule: "lint/suspicious/noFocusedTests",
    path: "lib/planted/focused.test.ts",
    text: 'import { it } from "vitest";\n\nit.only("one", () => {});\n',
  },
  {
    rule: "lint/suspicious/noSkippedTests",
    path: "lib/planted/skipped.test.ts",
    text: 'import { it } from "vitest";\n\nit.skip("one", () => {});\n',
  },
  {
    rule: "lint/a11y/noLabelWithoutControl",
    path: "components/planted/label.tsx",
    text: "export const Planted = () => <label>Amount</label>;\n",
  },
  {
    rule: "lint/a11y/useButtonType",
    path: "components/planted/button.tsx",
    text: "export const Planted = () => <button>Pay</button>;\n",
  },
  { rule: "format", path: "lib/planted/unformatted.ts", text: "export const one  =  1\n" },

  { rule: null, path: "lib/platform/env.ts", text: ENV },
  { rule: null, path: "scripts/planted.mjs", text: `${ENV}\n${CONSOLE.replace(": void", "")}` },
  { rule: null, path: "app/planted/[token]/page.tsx", text: DEFAULT },
  { rule: null, path: "emails/planted.tsx", text: DEFAULT },
  { rule: null, path: "lib/planted/long.test.ts", text: LONG_FUNCTION + LONG_FILE.replaceAll("export ", "export ") },
  { rule: null, path: "lib/planted/target.ts", text: "export type One = 1;\nexport const one = 1;\n" },
];
