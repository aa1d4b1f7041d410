import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HARTWELL } from "@/db/seed/firms";
import { seedMatterSystems } from "@/db/seed/matter-systems/seed-matter-systems";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { createConnection } from "@/lib/connections/create-connection";
import { listConnections } from "@/lib/connections/queries";
import { revokeConnection } from "@/lib/connections/revoke-connection";
import type { Ctx } from "@/lib/platform/context";
import { endNews } from "@/lib/platform/news";
import { startPortalSide, waitFor } from "@/tests/support/connect-bench";
import type { RouteServer } from "@/tests/support/route-server";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { type Child, spawnNode } from "../scripts/runner/children.mjs";

const database = useTestDatabase();
const home = mkdtempSync(join(tmpdir(), "docketpay-service-"));
const children: Child[] = [];
let portal: RouteServer;
let ctx: Ctx;

beforeAll(async () => {
  portal = await startPortalSide();
  ctx = (await makeTestFirm(HARTWELL.firmId)).ctxAt();
  await seedMatterSystems(database.url, { now: new Date("2026-03-10T15:30:00Z"), schemas: ["matter_prolaw"] });
  mkdirSync(join(home, "files"));
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop()));
  await portal.stop();
  await endNews({ forGood: false });
  rmSync(home, { recursive: true, force: true });
});

async function configure(): Promise<string> {
  const { id, key } = await createConnection(ctx, { name: "ProLaw", system: "prolaw" });
  const settings = {
    portal: portal.url,
    key,
    system: "prolaw",
    database: { kind: "demo", schema: "matter_prolaw" },
    drop: { kind: "folder", folder: "files" },
  };
  writeFileSync(join(home, "connect.json"), JSON.stringify(settings));
  return id;
}

function start(...command: string[]): Child {
  const args = ["--import", "tsx", "connect/main.ts", ...command, "--config", join(home, "connect.json")];
  const env = { ...process.env, DATABASE_URL: "", DOCKETPAY_CONNECT_DATABASE_URL: database.url };
  const child = spawnNode(args, { env });
  children.push(child);
  return child;
}

const SEARCH = { by: "client_name", query: "a", match: "contains", cursor: null, limit: 5 } as const;

describe("npm run connect", () => {
  it("checks everything, and then nothing is wrong", async () => {
    const id = await configure();
    const check = start("check");
    expect([await check.exited, check.logs()]).toEqual([0, expect.stringContaining("All is well.")]);
    for (const part of ["database", "procedures", "posting files go", "state folder", 'portal: "ProLaw" of Hartwell'])
      expect(check.logs()).toMatch(new RegExp(`^ok .*${part}`, "m"));
    expect((await listConnections(ctx)).find((row) => row.id === id)).toMatchObject({ state: "connected" });
  });

  it("says in words what is wrong, and ends with 1", async () => {
    const id = await configure();
    await revokeConnection(ctx, { connectionId: id });
    rmSync(join(home, "files"), { recursive: true });
    const check = start("check");
    expect(await check.exited).toBe(1);
    expect(check.logs()).toMatch(/^WRONG {2}Where posting files go: The folder .* is not there/m);
    expect(check.logs()).toMatch(/^WRONG {2}The portal: This connection was revoked/m);
    mkdirSync(join(home, "files"));
  });

  it("answers searches, comes back after it was killed, lets no second one in, and stops when it is asked to", async () => {
    const id = await configure();
    const first = start();
    await waitFor("the line", () => first.logs().includes("Connected to"), 30_000);
    const found = await matterSystemOf(ctx, id).searchInvoices(SEARCH);
    expect(found.items.length).toBeGreaterThan(0);
    const twin = start();
    expect([await twin.exited, twin.logs()]).toEqual([1, expect.stringContaining("Another Connect service runs")]);
    process.kill(first.pid ?? 0, "SIGKILL");
    await first.exited;
    const second = start();
    await waitFor("the line again", () => second.logs().includes("Connected to"), 30_000);
    expect(await matterSystemOf(ctx, id).searchInvoices(SEARCH)).toEqual(found);
    await waitFor("its health", async () => (await healthOf(id)).length > 0);
    expect(await healthOf(id)).toEqual(["database", "procedures", "drop", "state"].map((check) => [check, true]));
    process.kill(second.pid ?? 0, "SIGTERM");
    expect(await second.exited).toBe(0);
    expect(second.logs()).not.toContain(found.items[0]?.clientName);
  });
});

async function healthOf(id: string) {
  const row = (await listConnections(ctx)).find((each) => each.id === id);
  return row?.health.map(({ check, ok }) => [check, ok]) ?? [];
}
