import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export type AppRoute = {
  /** `/staff/payments/[id]`, as the folders spell it. */
  pattern: string;
  kind: "page" | "route";
  /** What a route exports; a page is read. */
  methods: string[];
};

/** Every address of the app, found by walking its folders: a new one cannot be forgotten. */
export function listAppRoutes(): AppRoute[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((path) => /(^|\/)(page\.tsx|route\.ts)$/.test(path))
    .map((path) => {
      const isPage = path.endsWith("page.tsx");
      const folder = path.replace(/\/?(page\.tsx|route\.ts)$/, "");
      const source = isPage ? "" : readFileSync(join("app", path), "utf8");
      const pattern = `/${folder}`.replace(/\/\([^)]+\)/g, "");
      return {
        pattern,
        kind: isPage ? ("page" as const) : ("route" as const),
        methods: isPage ? ["GET", "HEAD"] : METHODS.filter((method) => new RegExp(`\\b${method}\\b`).test(source)),
      };
    })
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

/** An address of the route, with what its brackets stand for. @throws Error for a bracket without a value */
export function fillRoute(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name: string) => {
    const value = values[`${pattern}:${name}`] ?? values[name];
    if (value === undefined) throw new Error(`Say what [${name}] of ${pattern} stands for.`);
    return value;
  });
}
