import { describe, expect, it } from "vitest";
import { placeOf, productSources, readSource, type Source, visit } from "./support/sources";

/** Set by Node, Next and the scripts themselves, never by whoever runs the product. */
const NOT_FOR_PEOPLE = ["NODE_ENV", "START_ID"];

/** The names in `const Settings = z.object({ ... })`. */
function settingNames(source: Source): string[] {
  const names: string[] = [];
  visit(source, {
    VariableDeclarator({ id, init }) {
      if (id.type !== "Identifier" || id.name !== "Settings" || init?.type !== "CallExpression") return;
      const [shape] = init.arguments;
      if (shape?.type !== "ObjectExpression") return;
      for (const property of shape.properties) {
        if (property.type === "Property" && property.key.type === "Identifier") names.push(property.key.name);
      }
    },
  });
  return names.filter((name) => !NOT_FOR_PEOPLE.includes(name)).sort();
}

/** The names in .env.example, also of lines that are switched off by "# ". */
function exampleNames({ text }: Source): string[] {
  return text
    .split("\n")
    .flatMap((line) => /^(?:# ?)?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1] ?? [])
    .sort();
}

/** Reads of `process.env` by name, beside the one place that parses all. */
function strayReads(source: Source): string[] {
  const found: string[] = [];
  visit(source, {
    MemberExpression({ object, property, start }) {
      const isProcess = object.type === "Identifier" && object.name === "process";
      if (isProcess && property.type === "Identifier" && property.name === "env") found.push(placeOf(source, start));
    },
  });
  return found;
}

describe("settings", () => {
  it("are the same in lib/platform/env.ts and .env.example", () => {
    const names = settingNames(readSource("lib/platform/env.ts"));
    expect(names.length).toBeGreaterThanOrEqual(15);
    expect(exampleNames(readSource(".env.example"))).toEqual(names);
  });

  it("are read in lib/platform/env.ts only", () => {
    // Next writes NEXT_RUNTIME into instrumentation.ts while it bundles; it is no setting.
    const reads = productSources()
      .filter(({ path }) => path !== "instrumentation.ts")
      .flatMap(strayReads);
    expect(reads.map((place) => place.split(":")[0])).toEqual(["lib/platform/env.ts"]);
  });

  it("would be caught when missing on either side", () => {
    const env = {
      path: "lib/platform/env.ts",
      text: "const Settings = z.object({ PORT: z.string(), NEW_NAME: z.string() });",
    };
    expect(settingNames(env)).toEqual(["NEW_NAME", "PORT"]);
    expect(exampleNames({ path: ".env.example", text: "# A word\nPORT=3000\n# OLD_NAME=1\n#OTHER=\n" })).toEqual([
      "OLD_NAME",
      "OTHER",
      "PORT",
    ]);
  });

  it("would be caught when read elsewhere", () => {
    expect(
      strayReads({ path: "lib/planted/verb.ts", text: "const a = process.env.PORT;\nconst { env } = process;" }),
    ).toEqual(["lib/planted/verb.ts:1"]);
  });
});
