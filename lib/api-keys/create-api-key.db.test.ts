import { beforeEach, describe, expect, it } from "vitest";
import { authenticateCaller } from "@/lib/http/api-caller";
import { putInDirectory } from "@/lib/platform/directory";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { PERMISSIONS } from "@/lib/staff/model";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./queries";
import { revokeApiKey } from "./revoke-api-key";
import { CreateApiKeyInput } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

const admin = (of = firm) => staffCtx(of, PERMISSIONS);
const make = (ctx = admin(), permissions: string[] = ["payments.view"]) =>
  createApiKey(ctx, CreateApiKeyInput.parse({ name: "Nightly import", permissions }));
const ask = (key: string) => authenticateCaller(new Headers({ authorization: `Bearer ${key}` }));

describe("createApiKey", () => {
  it("makes a key that opens just what it was given, keeps only its hash, and says so in the audit log", async () => {
    const { id, key } = await make(admin(), ["payments.view", "links.send"]);
    const caller = await ask(key);
    expect(caller).toMatchObject({
      firmId: firm.firmId,
      actor: { keyId: id, permissions: ["payments.view", "links.send"] },
    });
    const stored = await test.asOwner<{ text: string }>("select to_jsonb(k)::text as text from api_keys k");
    expect(stored.map(({ text }) => text).join()).not.toContain(key.slice(3));
    const audit = await test.asOwner<{ text: string }>(
      "select action || ' ' || object_id as text from audit_log where firm_id = $1",
      [firm.firmId],
    );
    expect(audit.map(({ text }) => text)).toEqual([`api_key.create ${id}`]);
  });

  it("gives nothing that its maker does not hold, no other accounts than theirs, and nothing that manages the firm", async () => {
    const lesser = staffCtx(firm, ["settings.manage", "payments.view"]);
    expect(await refusalOf(make(lesser, ["payments.refund"]))).toMatchObject({ reason: "grant_not_held" });
    const ofSome = staffCtx(firm, PERMISSIONS, { accountIds: ["acc_operating"] });
    expect(await refusalOf(make(ofSome))).toMatchObject({ reason: "key_needs_all_accounts" });
    expect(await refusalOf(make(staffCtx(firm, ["payments.view"])))).toMatchObject({ code: "forbidden" });
    for (const permissions of [["users.manage"], ["settings.manage"], []])
      expect(CreateApiKeyInput.safeParse({ name: "x", permissions }).success).toBe(false);
    expect(await listApiKeys(admin())).toEqual([]);
  });

  it("stops at fifty that serve", async () => {
    const { id } = await make();
    await test.asOwner(
      `insert into api_keys (firm_id, id, name, key_hash, permissions, created_at)
       select $1, 'key_' || n, 'x', 'x' || n, '{}', now() from generate_series(1, 49) n`,
      [firm.firmId],
    );
    expect(await refusalOf(make())).toMatchObject({ reason: "too_many_keys" });
    await revokeApiKey(admin(), { keyId: id });
    await make();
  });
});

describe("a key", () => {
  it("shows when it was used last, to the minute", async () => {
    const { key } = await make();
    expect((await listApiKeys(admin()))[0]?.lastUsedAt).toBeNull();
    await ask(key);
    const first = (await listApiKeys(admin()))[0]?.lastUsedAt;
    expect(first).toBeInstanceOf(Date);
    await ask(key);
    expect((await listApiKeys(admin()))[0]?.lastUsedAt).toEqual(first);
    await test.asOwner("update api_keys set last_used_at = now() - interval '2 minutes'");
    await ask(key);
    expect((await listApiKeys(admin()))[0]?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(
      first?.getTime() ?? Number.NaN,
    );
  });

  it("opens nothing once it was revoked, by its own firm only", async () => {
    const { id, key } = await make();
    const stranger = await makeTestFirm(`frm_${firms}_other`);
    expect(await refusalOf(revokeApiKey(admin(stranger), { keyId: id }))).toMatchObject({ reason: "key_unknown" });
    expect(await refusalOf(revokeApiKey(staffCtx(firm, ["payments.view"]), { keyId: id }))).toMatchObject({
      code: "forbidden",
    });
    await ask(key);
    for (let time = 0; time < 2; time += 1) await revokeApiKey(admin(), { keyId: id });
    expect(await refusalOf(ask(key))).toMatchObject({ code: "unauthenticated" });
    const removed = await test.asOwner("select 1 from directory where ref_id = $1", [id]);
    expect(removed).toEqual([]);
    // Its row says so too, for whoever would still find the way to it.
    await inFirm(firm.ctxAt(), (tx) => putInDirectory(tx, "api_key", hashToken(key), id));
    expect(await refusalOf(ask(key))).toMatchObject({ code: "unauthenticated" });
    expect((await listApiKeys(admin()))[0]?.revokedAt).toBeInstanceOf(Date);
    expect(await listApiKeys(admin(stranger))).toEqual([]);
    const [revoked] = await test.asOwner<{ n: string }>(
      "select count(*) as n from audit_log where action = 'api_key.revoke' and firm_id = $1",
      [firm.firmId],
    );
    expect(revoked?.n).toBe("1");
  });
});
