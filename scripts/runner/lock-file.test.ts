import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describePlatform, findMissingOptional } from "./lock-file.mjs";

describe("package-lock.json", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));

  // Else `npm ci` refuses it from a fresh clone. Mend with: node scripts/complete-lock.mjs
  it("lists the optional packages of every system", () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(300);
    expect(findMissingOptional(lock)).toEqual([]);
  });

  it("names no registry", () => {
    expect(
      Object.values<{ resolved?: string }>(lock.packages).filter(({ resolved }) => resolved !== undefined),
    ).toEqual([]);
  });

  it("would be caught with one package left out, or in another version", () => {
    const packages = {
      "node_modules/tool": {
        version: "1.0.0",
        optionalDependencies: { "tool-linux-x64": "1.0.0", "tool-win32-x64": "1.0.0" },
      },
      "node_modules/tool-linux-x64": { version: "1.0.0" },
      "node_modules/old/node_modules/tool": { version: "0.9.0", optionalDependencies: { "tool-linux-x64": "0.9.0" } },
    };
    expect(findMissingOptional({ packages }).map(({ path, version }) => `${path} ${version}`)).toEqual([
      "node_modules/tool-win32-x64 1.0.0",
      "node_modules/old/node_modules/tool/node_modules/tool-linux-x64 0.9.0",
    ]);
  });

  it("has a package's system told by its name", () => {
    expect(describePlatform("@scope/tool-linux-x64-musl")).toEqual({ os: ["linux"], cpu: ["x64"], libc: ["musl"] });
    expect(describePlatform("@scope/tool.win32-arm64-msvc")).toEqual({ os: ["win32"], cpu: ["arm64"] });
  });
});
