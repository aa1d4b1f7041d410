import { describe, expect, it } from "vitest";
import { exportedValues } from "./support/exports";
import { listPaths, readSource, type Source } from "./support/sources";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Which wrapper makes the handlers beneath a path; the first that matches counts. `null`: open to everyone on purpose. */
const ROUTE_WRAPPERS: { path: RegExp; wrapper: string | null; fewest: number }[] = [
  { path: /^app\/api\/cron\//, wrapper: "cronRoute", fewest: 1 },
  { path: /^app\/api\/webhooks\//, wrapper: "webhookRoute", fewest: 0 },
  { path: /^app\/api\/v1\/openapi\.json\//, wrapper: null, fewest: 0 },
  { path: /^app\/api\/v1\//, wrapper: "apiRoute", fewest: 3 },
];

/** Handlers of a route that are not made by its wrapper: secret, signature or key would not be asked for. */
function bareHandlers(source: Source): string[] {
  const rule = ROUTE_WRAPPERS.find(({ path }) => path.test(source.path));
  if (!rule?.wrapper) return [];
  const handlers = exportedValues(source).filter(({ name }) => METHODS.includes(name) || name === "*");
  if (handlers.length === 0) return [`${source.path}: has no handler`];
  return handlers
    .filter(({ madeBy }) => madeBy !== rule.wrapper)
    .map(({ name }) => `${source.path}: ${name} is not ${rule.wrapper}(...)`);
}

describe("routes", () => {
  const routes = listPaths(["app"], /\/route\.tsx?$/).map(readSource);

  it("of cron, webhooks and the API are their wrappers", () => {
    for (const { path, fewest } of ROUTE_WRAPPERS) {
      const count = routes.filter((route) => path.test(route.path)).length;
      expect({ path, isEnough: count >= fewest }).toEqual({ path, isEnough: true });
    }
    expect(routes.flatMap(bareHandlers)).toEqual([]);
  });

  it.each([
    ["a bare function", "app/api/cron/reports/route.ts", "export async function GET() {}\n", 1],
    ["another wrapper", "app/api/webhooks/stripe/route.ts", "export const POST = apiRoute({});\n", 1],
    [
      "one bare method of two",
      "app/api/v1/links/route.ts",
      "export const GET = apiRoute({});\nexport const POST = async () => {};\n",
      1,
    ],
    ["handlers of elsewhere", "app/api/v1/links/[id]/route.ts", 'export { GET } from "./handlers";\n', 1],
    ["no handler", "app/api/v1/links/route.ts", "export const links = 1;\n", 1],
    [
      "wrapped handlers",
      "app/api/cron/[job]/route.ts",
      "export const GET = cronRoute();\nexport const { POST } = cronRoute();\n",
      0,
    ],
    ["the open description", "app/api/v1/openapi.json/route.ts", "export function GET() {}\n", 0],
  ])("would be caught: %s", (_name, path, text, problems) => {
    expect(bareHandlers({ path, text })).toHaveLength(problems);
  });
});
