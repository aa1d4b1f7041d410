import { describe, expect, it } from "vitest";
import { readSource } from "./support/sources";

type Locked = { version?: string; resolved?: string; link?: boolean };

/** The oldest version of each package without a known way in, and packages that are never used at all. */
const FLOORS: Record<string, string> = {
  next: "16.4.6",
  react: "19.2.6",
  "react-dom": "19.2.6",
  sharp: "0.35.5",
  "next-auth": "4.24.15",
  "drizzle-orm": "0.45.2",
  nodemailer: "8.0.9",
  zod: "4.6.7",
};
const NEVER = ["xlsx"];
const REQUIRED = ["next", "react", "next-auth", "drizzle-orm", "nodemailer", "zod"];

function weaknesses(packages: Record<string, Locked>): string[] {
  return Object.entries(packages).flatMap(([path, { version = "", resolved }]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    const floor = FLOORS[name];
    return [
      ...(NEVER.includes(name) ? [`${path} is never used`] : []),
      ...(floor && compareVersions(version, floor) < 0 ? [`${path} ${version} is older than ${floor}`] : []),
      // By name and version alone: the registry that is set up serves it, and no address is written down.
      ...(resolved ? [`${path} names an address`] : []),
    ];
  });
}

/** Below 0 when `left` is older. A version before a release ("19.2.6-rc.1") is older than the release. */
function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(right.includes("-")) - Number(left.includes("-"));
}

describe("locked versions", () => {
  it("are new enough, and name no address", () => {
    const { packages } = JSON.parse(readSource("package-lock.json").text) as { packages: Record<string, Locked> };
    const names = Object.keys(packages);
    expect(names.length).toBeGreaterThanOrEqual(200);
    expect(REQUIRED.filter((name) => !names.includes(`node_modules/${name}`))).toEqual([]);
    expect(weaknesses(packages)).toEqual([]);
  });

  it.each<[string, Record<string, Locked>, number]>([
    ["an old one", { "node_modules/next": { version: "16.4.5" } }, 1],
    ["an old one within another", { "node_modules/a/node_modules/nodemailer": { version: "7.0.0" } }, 1],
    ["one before its release", { "node_modules/react": { version: "19.2.6-rc.1" } }, 1],
    ["one that is never used", { "node_modules/xlsx": { version: "0.18.5" } }, 1],
    ["one from elsewhere", { "node_modules/a": { version: "1.0.0", resolved: "https://registry.example/a.tgz" } }, 1],
    ["new ones", { "node_modules/next": { version: "16.10.0" }, "node_modules/sharp": { version: "0.35.5" } }, 0],
  ])("would be caught: %s", (_name, packages, problems) => {
    expect(weaknesses(packages)).toHaveLength(problems);
  });
});
