import { describe, expect, it } from "vitest";
import { placeOf, productSources, type Source, visit } from "./support/sources";

/** Where time, ids and chance come from; everything else is given them, so that a test can set them. Seeds make history up. */
const OWNERS = ["lib/platform/", "db/seed/"];

const CHANCE = ["randomUUID", "getRandomValues"];

function uses(source: Source): string[] {
  if (OWNERS.some((folder) => source.path.startsWith(folder))) return [];
  const found: string[] = [];
  const report = (start: number, what: string): void => {
    found.push(`${placeOf(source, start)}: ${what}`);
  };
  visit(source, {
    NewExpression({ callee, arguments: given, start }) {
      if (callee.type === "Identifier" && callee.name === "Date" && given.length === 0) report(start, "new Date()");
    },
    CallExpression({ callee, start }) {
      if (callee.type === "Identifier" && callee.name === "Date") report(start, "Date()");
      if (callee.type === "Identifier" && CHANCE.includes(callee.name)) report(start, callee.name);
    },
    MemberExpression({ object, property, start }) {
      if (property.type !== "Identifier") return;
      const owner = object.type === "Identifier" ? object.name : "";
      if (owner === "Date" && property.name === "now") report(start, "Date.now");
      if (owner === "Math" && property.name === "random") report(start, "Math.random");
      if (CHANCE.includes(property.name)) report(start, property.name);
    },
  });
  return found;
}

describe("time and chance", () => {
  it("come from the context only", () => {
    const sources = productSources();
    expect(sources.length).toBeGreaterThanOrEqual(100);
    expect(sources.flatMap(uses)).toEqual([]);
  });

  it.each([
    ["the time as a number", "const at = Date.now();", 1],
    ["the time as a function", "const clock = Date.now;", 1],
    ["the time as an object", "const at = new Date();", 1],
    ["the time as a text", "const at = Date();", 1],
    ["a chance", "const n = Math.random();", 1],
    ["an id", 'import { randomUUID } from "node:crypto";\nconst id = randomUUID();', 1],
    ["an id of the browser", "const id = crypto.randomUUID();", 1],
    ["bytes of the browser", "crypto.getRandomValues(bytes);", 1],
    ["a given instant", "const at = new Date(millis);", 0],
    ["a word about it", "// Date.now() is not used here", 0],
  ])("would be caught: %s", (_name, text, problems) => {
    expect(uses({ path: "lib/planted/verb.ts", text })).toHaveLength(problems);
    expect(uses({ path: "lib/platform/clock.ts", text })).toEqual([]);
  });
});
