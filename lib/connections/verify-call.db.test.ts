import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { endNews } from "@/lib/platform/news";
import { callRaw, HANDSHAKE, startPortalSide } from "@/tests/support/connect-bench";
import type { RouteServer } from "@/tests/support/route-server";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { createConnection } from "./create-connection";
import { revokeConnection } from "./revoke-connection";

const database = useTestDatabase();
let portal: RouteServer;
let ctx: Ctx;

beforeAll(async () => {
  portal = await startPortalSide();
  ctx = (await makeTestFirm("frm_line")).ctxAt();
});
afterAll(async () => {
  await portal.stop();
  await endNews({ forGood: false });
});

const make = (name = "3E") => createConnection(ctx, { name, system: "threeE" });
const SHAKE = JSON.stringify(HANDSHAKE);
const inMinutes = (minutes: number) => new Date(systemClock.now().getTime() + minutes * 60_000).toISOString();

describe("a call of a service", () => {
  it("is let in with its key, and the firm is the connection's", async () => {
    const { key } = await make();
    const { status, body } = await callRaw(portal.url, key, "handshake", SHAKE);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        lineVersion: 1,
        firmName: "Hartwell & Lowe LLP",
        connectionName: "3E",
        holdSeconds: 25,
      }),
    ]);
  });

  it("is refused alike when the connection is unknown and when the signature is wrong", async () => {
    const { key } = await make();
    const unknown = key.replace(/con_[0-9a-z]+/, "con_nobody");
    const otherSecret = `${key.slice(0, -3)}${key.endsWith("AAA") ? "BBB" : "AAA"}`;
    const answers = [
      await callRaw(portal.url, unknown, "handshake", SHAKE),
      await callRaw(portal.url, otherSecret, "handshake", SHAKE),
      await callRaw(portal.url, key, "handshake", SHAKE, { signature: "" }),
      await callRaw(portal.url, key, "handshake", SHAKE, { signature: `v1=${"0".repeat(64)}` }),
      await callRaw(portal.url, key, "handshake", SHAKE, { nonce: "short" }),
    ];
    for (const answer of answers) expect(answer).toEqual({ ...answers[0], status: 401, code: "signature_invalid" });
  });

  it("is refused when anything that was signed is another", async () => {
    const { key } = await make();
    const time = systemClock.now().toISOString();
    const changes = [
      { signedBody: `${SHAKE} ` },
      { signedName: "health" as const },
      { signature: (await signatureAt(key, time)) ?? "", time: inMinutes(1) },
    ];
    for (const change of changes)
      expect(await callRaw(portal.url, key, "handshake", SHAKE, change)).toMatchObject({ code: "signature_invalid" });
  });

  it("counts once, also when it comes five times in one moment", async () => {
    const { id, key } = await make();
    const replay = { nonce: "nonce-that-comes-again", time: systemClock.now().toISOString() };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => callRaw(portal.url, key, "handshake", SHAKE, replay)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401]);
    expect(await callRaw(portal.url, key, "handshake", SHAKE, replay)).toMatchObject({ code: "call_replayed" });
    // Another connection may use the same nonce: nobody knows those of others.
    const other = await make();
    expect(await callRaw(portal.url, other.key, "handshake", SHAKE, replay)).toMatchObject({ status: 200 });
    const kept = await database.asOwner("select 1 from connection_nonces where connection_id = $1", [id]);
    expect(kept).toHaveLength(1);
  });

  it.each([
    [-6, "behind"],
    [6, "ahead"],
    [60 * 24, "ahead"],
  ])("is refused with words when the clock is %i minutes off", async (minutes, word) => {
    const { key } = await make();
    const { status, code, body } = await callRaw(portal.url, key, "handshake", SHAKE, { time: inMinutes(minutes) });
    expect([status, code]).toEqual([401, "clock_wrong"]);
    expect(body.detail).toContain(`${Math.abs(minutes)} minutes ${word}`);
  });

  it("is let in when the clock is four minutes off", async () => {
    const { key } = await make();
    for (const minutes of [-4, 4])
      expect((await callRaw(portal.url, key, "handshake", SHAKE, { time: inMinutes(minutes) })).status).toBe(200);
  });

  it("is told that the connection was revoked, if it can sign, and nothing else works", async () => {
    const { id, key } = await make();
    await callRaw(portal.url, key, "handshake", SHAKE);
    await revokeConnection(ctx, { connectionId: id });
    for (const name of ["handshake", "requests", "answers", "health"] as const)
      expect(await callRaw(portal.url, key, name, SHAKE)).toMatchObject({ status: 401, code: "connection_revoked" });
    const wrong = await callRaw(portal.url, key, "handshake", SHAKE, { signature: `v1=${"0".repeat(64)}` });
    expect(wrong.code).toBe("signature_invalid");
  });

  it("that no version is common with is refused, and it is said who is to be updated", async () => {
    const { key } = await make();
    const newer = await callRaw(portal.url, key, "handshake", JSON.stringify({ ...HANDSHAKE, lineVersions: [7, 8] }));
    expect(newer).toMatchObject({ status: 409, code: "line_version_unknown" });
    expect(newer.body.detail).toMatch(/service version 7, 8\. Update the portal\.$/);
    const both = await callRaw(portal.url, key, "handshake", JSON.stringify({ ...HANDSHAKE, lineVersions: [0, 1, 2] }));
    expect(both.body.lineVersion).toBe(1);
  });

  it("of a service for another matter system is refused", async () => {
    const { key } = await make("Elite");
    const other = JSON.stringify({ ...HANDSHAKE, system: "aderant" });
    const { code, body } = await callRaw(portal.url, key, "handshake", other);
    expect(code).toBe("other_system");
    expect(body.detail).toContain('"Elite" is for Elite 3E, the service is set up for Aderant');
  });

  it("of a second installation waits until the first is lost", async () => {
    const { id, key } = await make();
    const second = JSON.stringify({ ...HANDSHAKE, instance: "instance-of-tests-2" });
    await callRaw(portal.url, key, "handshake", SHAKE);
    expect(await callRaw(portal.url, key, "handshake", second)).toMatchObject({ status: 409, code: "other_instance" });
    const ask = JSON.stringify({ instance: "instance-of-tests-2", atWork: [], limit: 1, holdSeconds: 0 });
    expect((await callRaw(portal.url, key, "requests", ask)).code).toBe("other_instance");
    await database.asOwner("update connections set last_seen_at = now() - interval '2 minutes' where id = $1", [id]);
    expect((await callRaw(portal.url, key, "handshake", second)).status).toBe(200);
    expect((await callRaw(portal.url, key, "handshake", SHAKE)).code).toBe("other_instance");
  });

  it("without a handshake is asked for one", async () => {
    const { key } = await make();
    const ask = JSON.stringify({ instance: HANDSHAKE.instance, atWork: [], limit: 1, holdSeconds: 0 });
    expect((await callRaw(portal.url, key, "requests", ask)).code).toBe("handshake_needed");
  });

  it.each([
    ["no JSON", "handshake", "{"],
    ["nothing", "handshake", ""],
    ["another shape", "handshake", "{}"],
    ["an id that is none of ours", "answers", '{"id":"x","ok":true,"output":1}'],
  ] as const)("with %s is refused, and its body is not repeated", async (_name, name, body) => {
    const { key } = await make();
    const answer = await callRaw(portal.url, key, name, body);
    expect(answer).toMatchObject({ status: 422, code: "invalid_input" });
  });

  it("is read up to 10 MB where answers come, and up to 64 KB elsewhere", async () => {
    const { key } = await make();
    const long = (bytes: number) => JSON.stringify({ id: "crq_none", ok: true, output: "a".repeat(bytes) });
    expect((await callRaw(portal.url, key, "answers", long(10_000_000))).body).toEqual({ kept: false });
    expect((await callRaw(portal.url, key, "answers", long(10_500_000))).status).toBe(413);
    expect((await callRaw(portal.url, key, "handshake", long(70_000))).status).toBe(413);
  });

  it("reads the row of its own firm and connection only", async () => {
    const { id, key } = await make();
    const mine = await make("Mine too");
    const other = (await makeTestFirm("frm_other")).ctxAt();
    const theirs = await createConnection(other, { name: "3E", system: "threeE" });
    const rows = [
      ["frm_line", "crq_mine", mine.id],
      ["frm_other", "crq_theirs", theirs.id],
    ];
    for (const row of rows)
      await database.asOwner(
        `insert into connection_requests (firm_id, id, connection_id, operation, input, created_at, expires_at)
         values ($1, $2, $3, 'describe', '{}', now(), now() + interval '1 minute')`,
        row,
      );
    await callRaw(portal.url, key, "handshake", SHAKE);
    const ask = JSON.stringify({ instance: HANDSHAKE.instance, atWork: [], limit: 10, holdSeconds: 0 });
    expect((await callRaw(portal.url, key, "requests", ask)).body).toEqual({ requests: [] });
    for (const request of ["crq_mine", "crq_theirs"]) {
      const answer = JSON.stringify({ id: request, ok: true, output: {} });
      expect((await callRaw(portal.url, key, "answers", answer)).body).toEqual({ kept: false });
    }
    const waiting = await database.asOwner("select 1 from connection_requests where status = 'waiting'");
    expect(waiting).toHaveLength(2);
    expect(id).not.toBe(mine.id);
  });

  it("keeps its secret sealed, for this row alone", async () => {
    const { id, key } = await make();
    const rows = await database.asOwner<{ secret_sealed: string }>(
      "select secret_sealed from connections where id = $1",
      [id],
    );
    expect(rows[0]?.secret_sealed).not.toContain(key.slice(-43));
    const { id: otherId, key: otherKey } = await make();
    await database.asOwner(
      "update connections set secret_sealed = (select secret_sealed from connections where id = $1) where id = $2",
      [id, otherId],
    );
    expect((await callRaw(portal.url, otherKey, "handshake", SHAKE)).status).toBe(500);
  });
});

async function signatureAt(key: string, time: string): Promise<string | undefined> {
  await callRaw(portal.url, key, "handshake", SHAKE, { time, nonce: "nonce-of-a-signature" });
  return portal.calls.at(-1)?.headers["docketpay-signature"]?.toString();
}
