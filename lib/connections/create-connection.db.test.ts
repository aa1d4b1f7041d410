import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectSettings } from "@/db/schema/connections";
import { CRON_JOBS } from "@/lib/jobs/registry";
import { fixedClock, systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { endNews } from "@/lib/platform/news";
import { inFirm } from "@/lib/platform/tx";
import type { Permission } from "@/lib/staff/model";
import { callRaw, HANDSHAKE, startPortalSide } from "@/tests/support/connect-bench";
import type { RouteServer } from "@/tests/support/route-server";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { createConnection } from "./create-connection";
import { findConnectionInUse } from "./find-connection-in-use";
import { noticeLostConnections } from "./notice-lost-connections";
import { listConnections } from "./queries";
import { removeOldRequests } from "./remove-old-requests";
import { renameConnection } from "./rename-connection";
import { revokeConnection } from "./revoke-connection";

const database = useTestDatabase();
let portal: RouteServer;
let ctx: Ctx;

beforeAll(async () => {
  portal = await startPortalSide();
  ctx = (await makeTestFirm("frm_mine")).ctxAt();
});
afterAll(async () => {
  await portal.stop();
  await endNews({ forGood: false });
});

const LOOK = { scriptVersion: "7", health: [] };
const INPUT = { name: "Hartwell 3E", system: "threeE" } as const;
const inMinutes = (minutes: number): Ctx => ({
  ...ctx,
  clock: fixedClock(new Date(systemClock.now().getTime() + minutes * 60_000)),
});
const clerk = (permissions: Permission[]): Ctx => ({
  ...ctx,
  actor: { kind: "user", userId: "usr_clerk", name: "Clerk", permissions, accountIds: null },
});
const audits = async (action: string, id: string) =>
  (await database.asOwner("select 1 from audit_log where action = $1 and object_id = $2", [action, id])).length;

async function use(id: string | null, isOn = true): Promise<void> {
  await inFirm(ctx, (tx) =>
    tx
      .insert(connectSettings)
      .values({ firmId: ctx.firmId, isOn, connectionId: id })
      .onConflictDoUpdate({ target: connectSettings.firmId, set: { isOn, connectionId: id } }),
  );
}

describe("connections", () => {
  it("are made with a key of their own, renamed and revoked, each written down once", async () => {
    const { id, key } = await createConnection(ctx, INPUT);
    expect(key).toMatch(new RegExp(`^dpc_${id}_[A-Za-z0-9_-]{43}$`));
    await renameConnection(ctx, { connectionId: id, name: "Hartwell New York" });
    await renameConnection(ctx, { connectionId: id, name: "Hartwell New York" });
    expect((await listConnections(ctx)).find((row) => row.id === id)).toMatchObject({
      name: "Hartwell New York",
      system: "threeE",
      state: "new",
      isInUse: false,
      health: [],
    });
    await revokeConnection(ctx, { connectionId: id });
    await revokeConnection(ctx, { connectionId: id });
    expect((await listConnections(ctx)).find((row) => row.id === id)).toMatchObject({ state: "revoked" });
    for (const action of ["connection.create", "connection.rename", "connection.revoke"])
      expect([action, await audits(action, id)]).toEqual([action, 1]);
    const kept = await database.asOwner<{ detail: string }>("select detail::text from audit_log");
    for (const { detail } of kept) expect(detail).not.toContain(key.slice(-43));
  });

  it("are the administrator's", async () => {
    const { id } = await createConnection(ctx, INPUT);
    const other = clerk(["postings.manage", "connect.pay"]);
    const refused = { code: "forbidden", reason: "needs_settings.manage" };
    await expect(createConnection(other, INPUT)).rejects.toMatchObject(refused);
    await expect(listConnections(other)).rejects.toMatchObject(refused);
    await expect(renameConnection(other, { connectionId: id, name: "x" })).rejects.toMatchObject(refused);
    await expect(revokeConnection(other, { connectionId: id })).rejects.toMatchObject(refused);
  });

  it("of another firm do not exist", async () => {
    const { id } = await createConnection(ctx, INPUT);
    const other = (await makeTestFirm("frm_other")).ctxAt();
    expect(await listConnections(other)).toEqual([]);
    const unknown = { code: "not_found", reason: "connection_unknown" };
    await expect(renameConnection(other, { connectionId: id, name: "x" })).rejects.toMatchObject(unknown);
    await expect(revokeConnection(other, { connectionId: id })).rejects.toMatchObject(unknown);
  });

  it("are in use while the module is on and they are not revoked", async () => {
    const { id } = await createConnection(ctx, INPUT);
    const inUse = () => inFirm(ctx, (tx) => findConnectionInUse(ctx, tx));
    await use(id, false);
    expect(await inUse()).toBeNull();
    await use(id);
    expect(await inUse()).toEqual({ id, system: "threeE", name: "Hartwell 3E" });
    expect((await listConnections(ctx)).find((row) => row.isInUse)?.id).toBe(id);
    await revokeConnection(ctx, { connectionId: id });
    expect(await inUse()).toBeNull();
    await use(null);
  });
});

describe("a lost connection", () => {
  const open = (id: string) =>
    database.asOwner<{ detail: { name: string } }>(
      "select detail from alerts where kind = 'connector_down' and object_id = $1 and closed_at is null",
      [id],
    );

  it("is told after five minutes, once, and goes away with its handshake", async () => {
    const { id, key } = await createConnection(ctx, INPUT);
    await use(id);
    await callRaw(portal.url, key, "handshake", JSON.stringify(HANDSHAKE));
    expect((await listConnections(ctx)).find((row) => row.id === id)).toMatchObject({
      state: "connected",
      serviceVersion: "1.2.3",
      scriptVersion: "7",
    });
    await noticeLostConnections(inMinutes(4));
    expect(await open(id)).toHaveLength(0);
    expect((await listConnections(inMinutes(4))).find((row) => row.id === id)).toMatchObject({ state: "lost" });
    await Promise.all([6, 6, 7, 8].map((minutes) => noticeLostConnections(inMinutes(minutes))));
    expect(await open(id)).toMatchObject([{ detail: { name: "Hartwell 3E" } }]);
    await callRaw(portal.url, key, "handshake", JSON.stringify(HANDSHAKE));
    expect(await open(id)).toHaveLength(0);
  });

  it("is told by the cron of postings, so that a host without a worker hears of it too, and that it is back", async () => {
    const { id, key } = await createConnection(ctx, INPUT);
    await use(id);
    await CRON_JOBS.postings.run(inMinutes(4));
    expect(await open(id)).toHaveLength(0);
    await CRON_JOBS.postings.run(inMinutes(6));
    await CRON_JOBS.postings.run(inMinutes(7));
    expect(await open(id)).toHaveLength(1);
    await callRaw(portal.url, key, "health", JSON.stringify({ instance: HANDSHAKE.instance, ...LOOK }));
    await CRON_JOBS.postings.run(ctx);
    expect(await open(id)).toHaveLength(0);
  });

  it("goes away when its service only paused, when it is revoked, and is not told while the module is off", async () => {
    const { id } = await createConnection(ctx, INPUT);
    await use(id);
    await noticeLostConnections(inMinutes(6));
    expect(await open(id)).toHaveLength(1);
    await noticeLostConnections(inMinutes(1));
    expect(await open(id)).toHaveLength(0);
    await noticeLostConnections(inMinutes(6));
    await revokeConnection(ctx, { connectionId: id });
    expect(await open(id)).toHaveLength(0);
    const next = await createConnection(ctx, INPUT);
    await use(next.id);
    await noticeLostConnections(inMinutes(6));
    expect(await open(next.id)).toHaveLength(1);
    await use(next.id, false);
    expect(await noticeLostConnections(inMinutes(60))).toMatchObject({ examined: 0 });
    expect(await open(next.id)).toHaveLength(0);
  });
});

describe("what the line leaves behind", () => {
  it("is dropped a while later, and nothing before", async () => {
    const { id, key } = await createConnection(ctx, INPUT);
    await callRaw(portal.url, key, "handshake", JSON.stringify(HANDSHAKE));
    await database.asOwner(
      `insert into connection_requests (firm_id, id, connection_id, operation, input, created_at, expires_at)
       values ($1, 'crq_old', $2, 'describe', '{}', now(), now() + interval '15 seconds')`,
      [ctx.firmId, id],
    );
    const left = async () =>
      (await database.asOwner("select 1 from connection_requests where id = 'crq_old'")).length +
      (await database.asOwner("select 1 from connection_nonces where connection_id = $1", [id])).length;
    await removeOldRequests(inMinutes(9));
    expect(await left()).toBe(2);
    const other = { ...inMinutes(30), firmId: "frm_other" };
    await removeOldRequests(other);
    expect(await left()).toBe(2);
    await removeOldRequests(inMinutes(11));
    expect(await left()).toBe(0);
  });
});
