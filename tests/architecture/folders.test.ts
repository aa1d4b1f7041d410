import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { listPaths, parse, productSources, type Source } from "./support/sources";

/** Folders of lib that are no noun: tools, edges and ports, with their own shapes. */
const NOT_NOUNS = [
  "api",
  "auth",
  "dates",
  "documents",
  "email",
  "gateways",
  "http",
  "i18n",
  "jobs",
  "matter-systems",
  "money",
  "platform",
  "posting-layouts",
];

const FIXED_NAMES = ["model", "rules", "schemas", "queries", "columns", "built-in-reports"];

/** A write or a single read is one file, named by what it does: `refund-payment.ts`. A new verb is added here on purpose. */
const VERBS = new Set(
  `
    add append apply approve archive assign build call cancel change charge check choose clear close compare complete compose
    confirm copy count create decline deliver disable dismiss draft duplicate edit enable end enroll enter export extend find
    follow freeze get import invite is issue keep list lock make mark match merge move next notice notify open order pause pay
    place plan post preview publish queue read reallocate receive reconcile record refund refuse release remind remove
    raise rename renew replace request require resend reset resolve restore resume retry reverse revoke run save search send set
    settle sign skip start stop store stream submit take unlock unqueue update upload verify void withdraw write
  `
    .trim()
    .split(/\s+/),
);

function strangeFiles(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const [, folder = "", ...rest] = path.split("/");
    if (NOT_NOUNS.includes(folder) || rest[0] === "internal") return false;
    const name = (rest[0] ?? "").replace(/(\.db)?(\.test)?\.ts$/, "");
    const isVerb = VERBS.has(name.split("-")[0] ?? "") && name.includes("-");
    return rest.length !== 1 || !(FIXED_NAMES.includes(name) || isVerb);
  });
}

/** `_components` belongs to the route folder that holds it, and to the routes beneath. */
function foreignComponents(source: Source): string[] {
  return parse(source).body.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration") return [];
    const { value } = statement.source;
    const target = value.startsWith("@/") ? value.slice(2) : posix.join(posix.dirname(source.path), value);
    const owner = /^(app(?:\/.*?)?)\/_components\//.exec(`${target}/`)?.[1];
    if (owner === undefined || source.path.startsWith(`${owner}/`)) return [];
    return [`${source.path} imports ${target}`];
  });
}

describe("folders", () => {
  it("of nouns hold only files that a stranger expects", () => {
    const paths = listPaths(["lib"], /\.tsx?$/);
    expect(paths.length).toBeGreaterThanOrEqual(60);
    expect(strangeFiles(paths)).toEqual([]);
  });

  it("named _components are used by their own route only", () => {
    const sources = productSources();
    expect(sources.filter(({ path }) => path.includes("/_components/")).length).toBeGreaterThanOrEqual(1);
    expect(sources.flatMap(foreignComponents)).toEqual([]);
  });

  it.each([
    ["a noun for a file", ["lib/payments/helpers.ts"], 1],
    ["a verb without its noun", ["lib/payments/refund.ts"], 1],
    ["a folder within a noun", ["lib/payments/sql/rows.ts"], 1],
    ["a file beside the nouns", ["lib/utils.ts"], 1],
    [
      "expected files",
      ["lib/payments/model.ts", "lib/payments/refund-payment.db.test.ts", "lib/payments/internal/sql/rows.ts"],
      0,
    ],
  ])("would be caught: %s", (_name, paths, problems) => {
    expect(strangeFiles(paths)).toHaveLength(problems);
  });

  it.each([
    ["another route's, by alias", "app/staff/send/page.tsx", "@/app/staff/payments/_components/row", 1],
    ["another route's, by path", "app/staff/send/page.tsx", "../payments/_components/row", 1],
    ["its own", "app/pay/[token]/page.tsx", "./_components/form", 0],
    ["that of the whole house", "app/pay/[token]/page.tsx", "@/app/_components/paying/pay-form", 0],
    ["that of the folder above", "app/staff/payments/[id]/page.tsx", "../_components/row", 0],
    ["a neighbour among them", "app/staff/payments/_components/list.tsx", "./row", 0],
  ])("would be caught: %s", (_name, path, target, problems) => {
    expect(foreignComponents({ path, text: `import { Row } from "${target}";\n` })).toHaveLength(problems);
  });
});
