import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema/staff";
import { hashPassword } from "@/lib/auth/passwords";
import { fixedClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { changePermissions } from "./change-permissions";
import { disableIdleUsers } from "./disable-idle-users";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { endOwnSession, endUserSession } from "./end-session";
import { endUserSessions } from "./end-user-sessions";
import { PERMISSIONS, type Permission } from "./model";
import { countUsers, getUser, listUserSessions, listUsers } from "./queries";
import { sendPasswordReset } from "./send-password-reset";
import { signInStaff } from "./sign-in";

const test = useTestDatabase();
const PASSWORD = "four words that nobody guesses";
let firm: TestFirm;
let passwordHash = "";

type Person = { id: string; email: string; ctx: Ctx };

beforeAll(async () => {
  firm = await makeTestFirm();
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  await test.asOwner("delete from users");
  await test.asOwner("delete from directory where kind = 'sign_in'");
});

async function makePerson(id: string, permissions: readonly Permission[] = PERMISSIONS): Promise<Person> {
  const email = `${id}@hartwell.example`;
  await inFirm(firm.ctxAt(), async (tx) => {
    await tx.insert(users).values({
      ...{ firmId: firm.firmId, id, email, name: `Person ${id}`, passwordHash },
      ...{ permissions: [...permissions], isAdmin: permissions.includes("users.manage") },
      createdAt: new Date("2026-01-02T15:00:00Z"),
    });
    await putInDirectory(tx, "sign_in", email, id);
  });
  const actor = { kind: "user", userId: id, name: `Person ${id}`, permissions, accountIds: null } as const;
  return { id, email, ctx: { ...firm.ctxAt(), ip: "203.0.113.9", actor } };
}

const signIn = (person: Person) => signInStaff({ email: person.email, password: PASSWORD, ip: "203.0.113.9" });
const auditOf = (id: string) =>
  test.asOwner<{ action: string; actor: string; detail: object }>(
    "select action, actor, detail from audit_log where object_id = $1 order by seq",
    [id],
  );
const rowOf = async (id: string) => {
  const [row] = await test.asOwner<{ permissions: string[]; is_admin: boolean; disabled_at: Date | null }>(
    "select permissions, is_admin, disabled_at from users where id = $1",
    [id],
  );
  return row;
};

describe("changePermissions", () => {
  it("sets what a user may do, and writes down before and after", async () => {
    const [admin, other] = [await makePerson("usr_a1"), await makePerson("usr_b1", ["payments.view"])];
    const input = { userId: other.id, permissions: ["payments.take", "payments.view"] as Permission[] };
    expect(await changePermissions(admin.ctx, { ...input, before: ["payments.view"] })).toEqual({ changed: true });
    expect(await rowOf(other.id)).toMatchObject({ permissions: ["payments.view", "payments.take"], is_admin: false });
    expect(await auditOf(other.id)).toEqual([
      {
        action: "user.permissions",
        actor: "user:usr_a1",
        detail: { before: ["payments.view"], after: ["payments.view", "payments.take"] },
      },
    ]);
  });

  it("refuses who may not, a change of one's own, a grant of what one lacks, and hands off a user above oneself", async () => {
    const admin = await makePerson("usr_a2");
    const lesser = await makePerson("usr_l2", ["payments.view", "users.manage"]);
    const plain = await makePerson("usr_p2", ["payments.view"]);
    const give = (ctx: Ctx, userId: string, permissions: Permission[], before: Permission[]) =>
      refusalOf(changePermissions(ctx, { userId, permissions, before }));
    expect(await give(plain.ctx, admin.id, ["payments.view"], [])).toMatchObject({ code: "forbidden" });
    expect(await give(admin.ctx, admin.id, ["payments.view"], [])).toMatchObject({ reason: "own_user" });
    expect(await give(lesser.ctx, plain.id, ["payments.take"], ["payments.view"])).toMatchObject({
      reason: "grant_not_held",
    });
    expect(await give(lesser.ctx, admin.id, ["payments.view"], [...PERMISSIONS])).toMatchObject({
      reason: "user_outranks",
    });
    for (const take of [disableUser, sendPasswordReset, endUserSessions])
      expect(await refusalOf(take(lesser.ctx, { userId: admin.id }))).toMatchObject({ reason: "user_outranks" });
    expect(await auditOf(admin.id)).toEqual([]);
  });

  it("does not overwrite what somebody else changed meanwhile", async () => {
    const [admin, other] = [await makePerson("usr_a3"), await makePerson("usr_b3", ["payments.view", "links.send"])];
    const stale = { userId: other.id, permissions: ["payments.take"] as Permission[] };
    expect(await refusalOf(changePermissions(admin.ctx, { ...stale, before: ["payments.view"] }))).toMatchObject({
      code: "conflict",
    });
  });

  it("knows no user of another firm", async () => {
    const admin = await makePerson("usr_a4");
    const elsewhere = systemContext("frm_other", "test");
    for (const act of [disableUser, enableUser, sendPasswordReset, endUserSessions])
      expect(await refusalOf(act(elsewhere, { userId: admin.id }))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(getUser(elsewhere, admin.id))).toMatchObject({ code: "not_found" });
  });
});

describe("the last administrator", () => {
  it("is neither deactivated nor demoted, not even by the system or past the verbs", async () => {
    const admin = await makePerson("usr_a5");
    const system = systemContext(firm.firmId, "test");
    expect(await refusalOf(disableUser(system, { userId: admin.id }))).toMatchObject({ reason: "last_admin" });
    const demoted = { userId: admin.id, permissions: ["payments.view"] as Permission[], before: [...PERMISSIONS] };
    expect(await refusalOf(changePermissions(system, demoted))).toMatchObject({ reason: "last_admin" });
    const past = inFirm(system, (tx) => tx.update(users).set({ permissions: [] }).where(eq(users.id, admin.id)));
    await expect(past).rejects.toThrow();
    expect((await getUser(admin.ctx, admin.id)).isLastAdmin).toBe(true);
  });

  it("is left when 30 administrators demote each other at once", async () => {
    const admins = await Promise.all(Array.from({ length: 30 }, (_, index) => makePerson(`usr_ring${index}`)));
    const answers = await releaseTogether(30, (index) => {
      const [actor, target] = [admins[index], admins[(index + 1) % 30]];
      if (!actor || !target) throw new Error("There are thirty.");
      return changePermissions(actor.ctx, {
        ...{ userId: target.id, permissions: ["payments.view"], before: [...PERMISSIONS] },
      });
    });
    const left = await test.asOwner("select id from users where 'users.manage' = any (permissions)");
    expect(left.length).toBeGreaterThanOrEqual(1);
    const demoted = answers.filter((answer) => !(answer instanceof Error)).length;
    expect(demoted).toBe(30 - left.length);
    // Who was demoted before their own turn had no right left to use.
    expect(Object.keys(countAnswers(answers)).join()).toContain("forbidden needs_users.manage");
  });

  it("stays when 30 administrators deactivate the same two others, and each other's sessions are over", async () => {
    const [one, two] = [await makePerson("usr_one"), await makePerson("usr_two")];
    await releaseTogether(30, (index) =>
      index % 2 === 0 ? disableUser(one.ctx, { userId: two.id }) : disableUser(two.ctx, { userId: one.id }),
    );
    const active = await test.asOwner("select id from users where disabled_at is null");
    expect(active).toHaveLength(1);
  });
});

describe("deactivating and activating", () => {
  it("lets nobody in, ends the sessions, and lets in again", async () => {
    const [admin, other] = [await makePerson("usr_a6"), await makePerson("usr_b6", ["payments.view"])];
    await signIn(other);
    expect(await disableUser(admin.ctx, { userId: other.id })).toEqual({ name: "Person usr_b6" });
    expect(await refusalOf(signIn(other))).toMatchObject({ code: "unauthenticated" });
    expect(await listUserSessions(admin.ctx, other.id)).toEqual([]);
    expect(await refusalOf(disableUser(admin.ctx, { userId: other.id }))).toMatchObject({ reason: "user_disabled" });
    await enableUser(admin.ctx, { userId: other.id });
    expect(await signIn(other)).toMatchObject({ userId: other.id });
    expect((await auditOf(other.id)).map(({ action }) => action)).toEqual([
      ...["sign_in.done", "user.disable", "sign_in.refused", "user.enable", "sign_in.done"],
    ]);
  });
});

describe("sessions", () => {
  it("end one by one, by their user or an administrator, and all at once", async () => {
    const [admin, other] = [await makePerson("usr_a7"), await makePerson("usr_b7", ["payments.view"])];
    const [first, second] = [await signIn(other), await signIn(other), await signIn(other)];
    expect(await listUserSessions(admin.ctx, other.id)).toHaveLength(3);
    await endOwnSession(other.ctx, { sessionId: first.sessionId });
    await endUserSession(admin.ctx, { sessionId: second.sessionId });
    expect(await listUserSessions(admin.ctx, other.id)).toHaveLength(1);
    expect(await refusalOf(endOwnSession(admin.ctx, { sessionId: second.sessionId }))).toMatchObject({
      reason: "session_unknown",
    });
    expect(await refusalOf(endUserSession(other.ctx, { sessionId: second.sessionId }))).toMatchObject({
      code: "forbidden",
    });
    await endUserSessions(admin.ctx, { userId: other.id });
    expect(await listUserSessions(admin.ctx, other.id)).toEqual([]);
  });
});

describe("the list", () => {
  it("finds by state and name, for whoever manages users only", async () => {
    const admin = await makePerson("usr_a8");
    const other = await makePerson("usr_b8", ["payments.view"]);
    await test.asOwner("update users set disabled_at = now() where id = 'usr_b8'");
    const ids = async (asked: object) => (await listUsers(admin.ctx, asked)).rows.map(({ id }) => id);
    expect(await ids({})).toEqual(["usr_a8", "usr_b8"]);
    expect(await ids({ sort: "-name" })).toEqual(["usr_b8", "usr_a8"]);
    expect(await ids({ state: "deactivated" })).toEqual(["usr_b8"]);
    expect(await ids({ q: "A8@HART" })).toEqual(["usr_a8"]);
    expect(await ids({ sort: "last_sign_in", limit: 1 })).toHaveLength(1);
    expect(await countUsers(admin.ctx, { state: "active" })).toBe(1);
    expect(await refusalOf(listUsers(other.ctx, {}))).toMatchObject({ code: "forbidden" });
  });
});

describe("disableIdleUsers", () => {
  const at = (days: number) => fixedClock(new Date(Date.now() + days * 86_400_000));

  it("deactivates after the firm's days, once, and never the last administrator", async () => {
    const admin = await makePerson("usr_a9");
    const [idle, fresh] = [await makePerson("usr_i9", ["payments.view"]), await makePerson("usr_f9", ["links.send"])];
    await test.asOwner("update users set active_since = now() + interval '30 days' where id = 'usr_f9'");
    const run = (days: number) => disableIdleUsers(systemContext(firm.firmId, "idle-users", at(days)));
    expect(await run(89)).toEqual({ examined: 0, done: 0, failed: 0, remaining: 0 });
    expect(await run(91)).toEqual({ examined: 2, done: 1, failed: 0, remaining: 1 });
    expect(await run(91)).toEqual({ examined: 1, done: 0, failed: 0, remaining: 1 });
    expect((await rowOf(idle.id))?.disabled_at).not.toBeNull();
    for (const { id } of [admin, fresh]) expect((await rowOf(id))?.disabled_at).toBeNull();
    expect((await auditOf(idle.id))[0]).toMatchObject({ action: "user.disable", detail: { reason: "idle" } });
  });

  it("does nothing where the firm has switched it off", async () => {
    await makePerson("usr_a10");
    await makePerson("usr_i10", ["payments.view"]);
    await test.asOwner("update firms set idle_days = 0");
    const result = await disableIdleUsers(systemContext(firm.firmId, "idle-users", at(4_000)));
    await test.asOwner("update firms set idle_days = 90");
    expect(result.examined).toBe(0);
  });
});
