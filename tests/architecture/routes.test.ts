import { describe, expect, it } from "vitest";
import { exportedValues } from "./support/exports";
import { listPaths, readSource, type Source } from "./support/sources";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Which wrapper makes the handlers beneath a path; the first that matches counts. `null`: open on purpose, with the reason. */
const ROUTE_WRAPPERS: { path: RegExp; wrapper: string | null; fewest: number; reason?: string }[] = [
  { path: /^app\/api\/cron\//, wrapper: "cronRoute", fewest: 1 },
  { path: /^app\/api\/webhooks\/resend\//, wrapper: "mailWebhookRoute", fewest: 1 },
  { path: /^app\/api\/webhooks\//, wrapper: "webhookRoute", fewest: 0 },
  {
    path: /^app\/api\/connect\/v1\/openapi\.json\//,
    wrapper: null,
    fewest: 0,
    reason: "the description of the line holds no data",
  },
  { path: /^app\/api\/connect\/v1\//, wrapper: "connectRoute", fewest: 4 },
  {
    path: /^app\/api\/v1\/openapi\.json\//,
    wrapper: null,
    fewest: 0,
    reason: "the description of the API holds no data",
  },
  { path: /^app\/api\/v1\//, wrapper: "apiRoute", fewest: 3 },
  { path: /^app\/api\/auth\//, wrapper: null, fewest: 1, reason: "the session library's own" },
  { path: /^app\/api\/health\//, wrapper: null, fewest: 1, reason: "says yes or no" },
  { path: /^app\/api\/metrics\//, wrapper: null, fewest: 1, reason: "asks for the cron secret" },
  { path: /^app\/staff\/exports\/start\//, wrapper: "exportRoute", fewest: 1 },
  { path: /^app\/staff\/exports\/\[id\]\/file\//, wrapper: "exportFileRoute", fewest: 1 },
  { path: /^app\/pay\/\[token\]\/reminders\//, wrapper: "payFormRoute", fewest: 1 },
  { path: /^app\/(pay|method|invoice)\/\[token\]\/opened\//, wrapper: "payBeacon", fewest: 3 },
  { path: /^app\/staff\/invoices\/attach\//, wrapper: "staffUploadRoute", fewest: 1 },
  { path: /^app\/staff\/invoices\//, wrapper: "staffFileRoute", fewest: 2 },
  { path: /^app\/invoice\/\[token\]\/(pdf|attachment)\//, wrapper: "tokenFileRoute", fewest: 2 },
  { path: /^app\/pages\/\[firm\]\/\[page\]\/opened\//, wrapper: "pageBeacon", fewest: 1 },
  { path: /^app\/staff\/payers\/import\//, wrapper: "staffUploadRoute", fewest: 2 },
  { path: /^app\/staff\/send\/bulk\/upload\//, wrapper: "staffUploadRoute", fewest: 1 },
  { path: /^app\/staff\/payments\/\[id\]\/evidence\//, wrapper: "staffFileRoute", fewest: 1 },
  { path: /^app\/staff\/search\.json\//, wrapper: "staffJsonRoute", fewest: 1 },
  { path: /^app\/staff\/connect\/owed\.json\//, wrapper: "staffJsonRoute", fewest: 1 },
  { path: /^app\/staff\/connect\/auto-pay\.json\//, wrapper: "staffJsonRoute", fewest: 1 },
  { path: /^app\/staff\/settings\/branding\/logo\//, wrapper: "staffUploadRoute", fewest: 1 },
  { path: /^app\/staff\/pages\/picture\//, wrapper: "staffUploadRoute", fewest: 1 },
  { path: /^app\/(logo|picture)\//, wrapper: "imageRoute", fewest: 2 },
  { path: /^app\/receipt\/\[token\]\/pdf\//, wrapper: "tokenFileRoute", fewest: 1 },
  {
    path: /^app\/gateway\/sandbox\//,
    wrapper: null,
    fewest: 1,
    reason: "pages of the sandbox gateway, which are not ours",
  },
  {
    path: /^app\/gateway\/stripe\//,
    wrapper: null,
    fewest: 1,
    reason: "frames around Stripe's fields, which show nothing of a firm but its public key",
  },
  { path: /^app\/dev\//, wrapper: null, fewest: 1, reason: "asks for DEV_TOOLS, see below" },
];

/** Handlers of a route that are not made by its wrapper: secret, signature or key would not be asked for. */
function bareHandlers(source: Source): string[] {
  const rule = ROUTE_WRAPPERS.find(({ path }) => path.test(source.path));
  if (!rule) return [`${source.path}: is not in the list of routes`];
  if (rule.wrapper === null) return [];
  const handlers = exportedValues(source).filter(({ name }) => METHODS.includes(name) || name === "*");
  if (handlers.length === 0) return [`${source.path}: has no handler`];
  return handlers
    .filter(({ madeBy }) => madeBy !== rule.wrapper)
    .map(({ name }) => `${source.path}: ${name} is not ${rule.wrapper}(...)`);
}

/** Pages and routes of /dev exist with DEV_TOOLS only: each asks, or a layout above it does. */
function openDevTools(sources: readonly Source[]): string[] {
  const asking = sources.filter(({ text }) => /\brequireDevTools\(\);/.test(text)).map(({ path }) => path);
  const layouts = asking
    .filter((path) => path.endsWith("/layout.tsx"))
    .map((path) => path.slice(0, -"layout.tsx".length));
  return sources
    .map(({ path }) => path)
    .filter((path) => /\/(page|route)\.tsx?$/.test(path) && !asking.includes(path))
    .filter((path) => path.includes("/route.") || !layouts.some((folder) => path.startsWith(folder)));
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

  it("of /dev ask whether they may exist", () => {
    expect(openDevTools(listPaths(["app/dev"], /\.tsx?$/).map(readSource))).toEqual([]);
    const planted = [
      { path: "app/dev/a/layout.tsx", text: "requireDevTools();" },
      { path: "app/dev/a/b/page.tsx", text: "" },
      { path: "app/dev/a/b/route.ts", text: "" },
      { path: "app/dev/c/page.tsx", text: "" },
      { path: "app/dev/d/page.tsx", text: "  requireDevTools();" },
    ];
    expect(openDevTools(planted)).toEqual(["app/dev/a/b/route.ts", "app/dev/c/page.tsx"]);
  });

  it.each([
    ["a route that nobody thought of", "app/files/route.ts", "export const GET = apiRoute({});\n", 1],
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
