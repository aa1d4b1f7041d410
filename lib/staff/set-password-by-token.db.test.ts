import { beforeAll, describe, expect, it } from "vitest";
import { composePasswordReset } from "@/lib/email/compose/password-reset";
import { composeUserInvite } from "@/lib/email/compose/user-invite";
import { EFFECTS } from "@/lib/jobs/effects";
import { fixedClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { makeTestUser } from "@/tests/support/staff-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { findStaffToken } from "./find-staff-token";
import { inviteUser } from "./invite-user";
import { requestPasswordReset } from "./request-password-reset";
import { resendInvite } from "./resend-invite";
import { sendPasswordReset } from "./send-password-reset";
import { setPasswordByToken } from "./set-password-by-token";
import { signInStaff } from "./sign-in";
import { withdrawInvite } from "./withdraw-invite";

const test = useTestDatabase();
const PASSWORD = "a brass lamp at night";
let firm: TestFirm;
let admin: Ctx;
let made = 0;

beforeAll(async () => {
  firm = await makeTestFirm();
  const person = await makeTestUser(firm, "usr_admin");
  await test.asOwner("update users set password_hash = 'some' where id = 'usr_admin'");
  admin = { ...person.ctxAt(), ip: "203.0.113.9" };
});

type Mail = { kind: "user-invite" | "password-reset"; payload: { tokenId: string } };

/** The token in the newest mail to an address, as the mail itself would carry it. */
async function mailedToken(email: string): Promise<string> {
  const [mail] = await test.asOwner<Mail>(
    "select kind, payload from mails where to_address = $1 order by created_at desc, id desc limit 1",
    [email],
  );
  if (!mail) throw new Error(`No mail went to ${email}.`);
  const compose = mail.kind === "user-invite" ? composeUserInvite : composePasswordReset;
  const ctx = systemContext(firm.firmId, "test");
  const draft = await inFirm(ctx, (tx) => compose(ctx, tx, mail.payload, "en"));
  return /\/(?:invite|reset)\/([\w-]+)/.exec(draft?.letter.button?.url ?? "")?.[1] ?? "";
}

async function invite(permissions: "payments.view"[] = ["payments.view"]) {
  made += 1;
  const email = `new${made}@hartwell.example`;
  const { userId } = await inviteUser(admin, { name: "Ada New", email, locale: "en", permissions });
  return { userId, email, token: await mailedToken(email) };
}

const accept = (token: string, input: { name?: string; password?: string; kind?: "invite" | "reset" } = {}) =>
  setPasswordByToken({ kind: "invite", name: "Ada New", password: PASSWORD, ...input, token, ip: "203.0.113.7" });
const signIn = (email: string, password = PASSWORD) => signInStaff({ email, password, ip: "203.0.113.7" });
const actions = async (id: string) =>
  (await test.asOwner<{ action: string }>("select action from audit_log where object_id = $1 order by seq", [id])).map(
    ({ action }) => action,
  );

describe("an invitation", () => {
  it("lets somebody set name and password once, and sign in with the rights that were given", async () => {
    const { userId, email, token } = await invite();
    expect(await refusalOf(signIn(email))).toMatchObject({ code: "unauthenticated" });
    expect(await findStaffToken("invite", token)).toMatchObject({ state: "open", email, name: "Ada New" });
    expect(await findStaffToken("reset", token)).toBeNull();
    expect(await accept(token, { name: "Ada Newcomb" })).toEqual({ email });
    expect(await signIn(email)).toMatchObject({ userId });
    expect(await findStaffToken("invite", token)).toMatchObject({ state: "used" });
    expect(await refusalOf(accept(token))).toMatchObject({ reason: "link_used" });
    expect(await actions(userId)).toEqual(["user.invite", "sign_in.refused", "user.accept_invite", "sign_in.done"]);
  });

  it("keeps of its token no more than a hash", async () => {
    const { token } = await invite();
    const tables = ["staff_tokens", "directory", "mails", "users", "audit_log"];
    for (const table of tables) {
      const rows = await test.asOwner(`select 1 from ${table} t where t::text like '%' || $1 || '%'`, [token]);
      expect([table, rows]).toEqual([table, []]);
    }
  });

  it("serves one of thirty who use it at once", async () => {
    const { email, token, userId } = await invite();
    const answers = await releaseTogether(30, (index) => accept(token, { password: `a brass lamp at night ${index}` }));
    expect(answers.filter((answer) => !(answer instanceof Error))).toHaveLength(1);
    expect(Object.keys(countAnswers(answers)).join()).toMatch(/refused link_used/);
    expect((await actions(userId)).filter((action) => action === "user.accept_invite")).toHaveLength(1);
    const index = answers.findIndex((answer) => !(answer instanceof Error));
    expect(await signIn(email, `a brass lamp at night ${index}`)).toMatchObject({ userId });
  });

  it("is dead after 24 hours, when sent again, and when withdrawn, which frees the address", async () => {
    const { userId, email, token } = await invite();
    await test.asOwner("update staff_tokens set expires_at = now() - interval '1 s' where user_id = $1", [userId]);
    expect(await findStaffToken("invite", token)).toMatchObject({ state: "expired" });
    expect(await refusalOf(accept(token))).toMatchObject({ reason: "link_over" });
    await resendInvite(admin, { userId });
    const second = await mailedToken(email);
    await resendInvite(admin, { userId });
    expect(await findStaffToken("invite", second)).toMatchObject({ state: "withdrawn" });
    expect(await withdrawInvite(admin, { userId })).toEqual({ email });
    expect(await refusalOf(accept(second))).toMatchObject({ reason: "link_over" });
    expect(await test.asOwner("select 1 from users where id = $1", [userId])).toEqual([]);
    const again = await inviteUser(admin, { name: "Ada", email, locale: "en", permissions: ["payments.view"] });
    expect(again.email).toBe(email);
  });

  it("ends after exactly 24 hours", async () => {
    const { userId } = await invite();
    const [row] = await test.asOwner<{ hours: number }>(
      "select extract(epoch from expires_at - created_at)::int / 3600 as hours from staff_tokens where user_id = $1",
      [userId],
    );
    expect(row?.hours).toBe(24);
  });

  it("gives nobody what the inviter lacks, takes no address twice, and is sent by nobody without the permission", async () => {
    const lesser = await makeTestUser(firm, "usr_lesser", { permissions: ["users.manage", "payments.view"] });
    await test.asOwner("update users set password_hash = 'some' where id = 'usr_lesser'");
    const input = { name: "Ada", email: "above@hartwell.example", locale: "en" } as const;
    const ask = (ctx: Ctx, permissions: ("payments.refund" | "payments.view")[]) =>
      refusalOf(inviteUser(ctx, { ...input, permissions }));
    expect(await ask(lesser.ctxAt(), ["payments.refund"])).toMatchObject({ reason: "grant_not_held" });
    const plain = await makeTestUser(firm, "usr_plain", { permissions: ["payments.view"] });
    expect(await ask(plain.ctxAt(), ["payments.view"])).toMatchObject({ code: "forbidden" });
    const { email } = await invite();
    expect(await refusalOf(inviteUser(admin, { ...input, email, permissions: ["payments.view"] }))).toMatchObject({
      reason: "email_taken",
    });
    expect(await refusalOf(resendInvite(systemContext("frm_other", "test"), { userId: "usr_plain" }))).toMatchObject({
      code: "not_found",
    });
  });

  it.each([
    ["too easy", { password: "passwordpassword" }, "password_guessable"],
    ["little more than the name", { name: "Adaline Newcomb", password: "adaline newcomb" }, "password_guessable"],
    ["without a name", { name: "" }, "own_name_missing"],
  ])("refuses what is %s, and serves afterwards", async (_what, input, message) => {
    const { token } = await invite();
    await expect(accept(token, input)).rejects.toMatchObject({ fields: [{ message }] });
    expect(await findStaffToken("invite", token)).toMatchObject({ state: "open" });
  });

  it("vanishes only while nobody took it up, also past the verbs", async () => {
    const { userId, token } = await invite();
    await accept(token);
    expect(await refusalOf(withdrawInvite(admin, { userId }))).toMatchObject({ reason: "not_invited" });
    await inFirm(admin, (tx) => tx.execute("delete from users"));
    expect(await test.asOwner("select 1 from users where id = $1", [userId])).toHaveLength(1);
  });
});

describe("a forgotten password", () => {
  const askFor = async (email: string) => {
    await requestPasswordReset({ email, ip: "203.0.113.7" });
    const jobs = await test.asOwner<{ payload: { asked: string } }>(
      "select payload from graphile_worker._private_jobs order by id desc limit 1",
    );
    expect(JSON.stringify(jobs)).not.toContain(email);
    await EFFECTS["password-reset"](jobs[0]?.payload);
  };
  const resets = (email: string) =>
    test.asOwner("select 1 from mails where to_address = $1 and kind = 'password-reset'", [email]);

  it("is asked for without telling who exists, and set by a mailed link that lifts a lock and ends sessions", async () => {
    const { userId, email, token } = await invite();
    await accept(token);
    const before = await signIn(email);
    await test.asOwner("update users set locked_until = now() + interval '1 hour' where id = $1", [userId]);
    await askFor(email);
    const link = await mailedToken(email);
    await accept(link, { kind: "reset", name: "", password: "another brass lamp" });
    expect(await signIn(email, "another brass lamp")).toMatchObject({
      userId,
      sessionVersion: before.sessionVersion + 1,
    });
    expect(await refusalOf(accept(link, { kind: "reset" }))).toMatchObject({ reason: "link_used" });
    expect(await actions(userId)).toContain("password.reset");
  });

  it("does nothing for an unknown address and for a deactivated user", async () => {
    await askFor("nobody@elsewhere.example");
    const { userId, email, token } = await invite();
    await accept(token);
    await test.asOwner("update users set disabled_at = now() where id = $1", [userId]);
    await askFor(email);
    expect([await resets("nobody@elsewhere.example"), await resets(email)]).toEqual([[], []]);
    expect(await refusalOf(sendPasswordReset(admin, { userId }))).toMatchObject({ reason: "user_disabled" });
  });

  it("ends after an hour", async () => {
    const { userId, email, token } = await invite();
    await accept(token);
    await sendPasswordReset(admin, { userId });
    const link = await mailedToken(email);
    const later = fixedClock(new Date(Date.now() + 61 * 60_000));
    const ctx = systemContext(firm.firmId, "test", later);
    const [mail] = await test.asOwner<Mail>(
      "select payload, kind from mails where to_address = $1 and kind = 'password-reset'",
      [email],
    );
    expect(await inFirm(ctx, (tx) => composePasswordReset(ctx, tx, mail?.payload ?? {}, "en"))).toBeNull();
    expect(await findStaffToken("reset", link)).toMatchObject({ state: "open" });
  });
});
