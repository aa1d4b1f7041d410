import { TOTP } from "otpauth";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema/staff";
import { hashPassword } from "@/lib/auth/passwords";
import type { Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { disableSecondFactor } from "./disable-second-factor";
import { enableSecondFactor, enrollAtSignIn } from "./enable-second-factor";
import { PERMISSIONS, type Permission } from "./model";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { resetSecondFactor } from "./reset-second-factor";
import { saveSecurity } from "./save-security";
import { beginSignIn, completeSignIn, signInStaff } from "./sign-in";
import { startSecondFactor, startSecondFactorAtSignIn } from "./start-second-factor";

const test = useTestDatabase();
const PASSWORD = "four words that nobody guesses";
const IP = "203.0.113.9";
let firm: TestFirm;
let passwordHash = "";
let made = 0;
type Person = { id: string; email: string; ctx: Ctx };
let dana: Person;

beforeAll(async () => {
  firm = await makeTestFirm();
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  await test.asOwner("update firms set requires_second_factor = false");
  dana = await makePerson(["payments.view"]);
});

async function makePerson(permissions: readonly Permission[]): Promise<Person> {
  made += 1;
  const [id, email] = [`usr_${made}`, `person${made}@hartwell.example`];
  await inFirm(firm.ctxAt(), async (tx) => {
    await tx.insert(users).values({
      ...{ firmId: firm.firmId, id, email, name: "Dana Whitfield", passwordHash },
      ...{ permissions: [...permissions], createdAt: new Date("2026-01-02T15:00:00Z") },
    });
    await putInDirectory(tx, "sign_in", email, id);
  });
  const actor = { kind: "user", userId: id, name: "Dana Whitfield", permissions, accountIds: null } as const;
  return { id, email, ctx: { ...firm.ctxAt(), ip: IP, actor } };
}

/** What the app on the phone shows; `steps` away from now. */
function codeOf(secret: string, steps = 0): string {
  const app = new TOTP({ secret: secret.replaceAll(" ", "") });
  return app.generate({ timestamp: Date.now() + steps * 30_000 });
}

async function turnOn(person: Person): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret, pending } = await startSecondFactor(person.ctx);
  // The code of the step before, so that the present one is free for the sign-in.
  const { recoveryCodes } = await enableSecondFactor(person.ctx, { pending, code: codeOf(secret, -1) });
  return { secret, recoveryCodes };
}

const begin = (person: Person) => beginSignIn({ email: person.email, password: PASSWORD, ip: IP });
async function ticketOf(person: Person): Promise<string> {
  const step = await begin(person);
  return "ticket" in step ? step.ticket : "";
}
const finish = (ticket: string, code: string) => completeSignIn({ ticket, code, ip: IP });
const actions = async (id: string) =>
  (await test.asOwner<{ action: string }>("select action from audit_log where object_id = $1 order by seq", [id])).map(
    ({ action }) => action,
  );

describe("turning it on", () => {
  it("asks for a code after the password from then on", async () => {
    expect((await begin(dana)).kind).toBe("signed-in");
    const { secret } = await turnOn(dana);
    expect((await begin(dana)).kind).toBe("code");
    const session = await finish(await ticketOf(dana), codeOf(secret));
    expect(session).toMatchObject({ userId: dana.id });
    const [row] = await test.asOwner<{ totp_sealed: string }>("select totp_sealed from users where id = $1", [dana.id]);
    expect(row?.totp_sealed).not.toContain(secret.replaceAll(" ", ""));
    expect(await actions(dana.id)).toEqual(["sign_in.done", "second_factor.enable", "sign_in.done"]);
  });

  it("wants a right code of its own seed, and is done once", async () => {
    const { secret, pending } = await startSecondFactor(dana.ctx);
    const other = await makePerson(["payments.view"]);
    const enable = (person: Person, code: string) => refusalOf(enableSecondFactor(person.ctx, { pending, code }));
    expect(await enable(dana, "000000")).toMatchObject({ reason: "code_wrong" });
    expect(await enable(other, codeOf(secret))).toMatchObject({ reason: "setup_over" });
    await enableSecondFactor(dana.ctx, { pending, code: codeOf(secret) });
    expect(await enable(dana, codeOf(secret, 1))).toMatchObject({ reason: "second_factor_on" });
    expect(await refusalOf(startSecondFactor(dana.ctx))).toMatchObject({ reason: "second_factor_on" });
  });
});

describe("a code", () => {
  it("opens one session when thirty come with it at once", async () => {
    const { secret } = await turnOn(dana);
    const [ticket, code] = [await ticketOf(dana), codeOf(secret)];
    const answers = await releaseTogether(30, () => finish(ticket, code));
    expect(answers.filter((answer) => !(answer instanceof Error))).toHaveLength(1);
    expect(Object.keys(countAnswers(answers)).join()).toContain("unauthenticated");
  });

  it("that is wrong ten times locks the account like a password", async () => {
    const { secret } = await turnOn(dana);
    const ticket = await ticketOf(dana);
    for (let tries = 0; tries < 10; tries += 1)
      expect(await refusalOf(finish(ticket, "000000"))).toMatchObject({ reason: "code_wrong" });
    expect(await refusalOf(finish(ticket, codeOf(secret)))).toMatchObject({ reason: "ticket_over" });
    expect(await refusalOf(begin(dana))).toMatchObject({ code: "unauthenticated" });
    expect(await actions(dana.id)).toContain("sign_in.locked");
  });

  it("serves nobody whose password was changed or whose ticket was altered", async () => {
    const { secret } = await turnOn(dana);
    const ticket = await ticketOf(dana);
    expect(await refusalOf(finish([...ticket].reverse().join(""), codeOf(secret)))).toMatchObject({
      reason: "ticket_over",
    });
    await test.asOwner("update users set session_version = session_version + 1 where id = $1", [dana.id]);
    expect(await refusalOf(finish(ticket, codeOf(secret)))).toMatchObject({ reason: "ticket_over" });
  });

  it("is given along by programs that sign in at once", async () => {
    const { secret } = await turnOn(dana);
    const asked = { email: dana.email, password: PASSWORD, ip: IP };
    expect(await refusalOf(signInStaff(asked))).toMatchObject({ reason: "second_factor_needed" });
    expect(await signInStaff({ ...asked, code: codeOf(secret) })).toMatchObject({ userId: dana.id });
  });
});

describe("a recovery code", () => {
  it("lets in once, also when thirty come with it, until new ones are made", async () => {
    const { recoveryCodes } = await turnOn(dana);
    const [first = "", second = "", third = ""] = recoveryCodes;
    expect(recoveryCodes).toHaveLength(10);
    expect(await finish(await ticketOf(dana), first.toLowerCase())).toMatchObject({ userId: dana.id });
    expect(await refusalOf(finish(await ticketOf(dana), first))).toMatchObject({ reason: "code_wrong" });
    const ticket = await ticketOf(dana);
    const answers = await releaseTogether(30, () => finish(ticket, second));
    expect(answers.filter((answer) => !(answer instanceof Error))).toHaveLength(1);
    await test.asOwner("update users set locked_until = null, failed_sign_ins = 0 where id = $1", [dana.id]);
    const renewed = await renewRecoveryCodes(dana.ctx, { password: PASSWORD });
    expect(await refusalOf(finish(await ticketOf(dana), third))).toMatchObject({ reason: "code_wrong" });
    expect(await finish(await ticketOf(dana), renewed.recoveryCodes[0] ?? "")).toMatchObject({ userId: dana.id });
  });
});

describe("turning it off", () => {
  it("wants the password, and is refused where the firm requires one", async () => {
    await turnOn(dana);
    await expect(disableSecondFactor(dana.ctx, { password: "wrong" })).rejects.toMatchObject({
      fields: [{ path: "password", message: "password_wrong" }],
    });
    await test.asOwner("update firms set requires_second_factor = true");
    expect(await refusalOf(disableSecondFactor(dana.ctx, { password: PASSWORD }))).toMatchObject({
      reason: "second_factor_required",
    });
    await test.asOwner("update firms set requires_second_factor = false");
    await disableSecondFactor(dana.ctx, { password: PASSWORD });
    expect((await begin(dana)).kind).toBe("signed-in");
    expect(await actions(dana.id)).toContain("second_factor.disable");
  });

  it("by an administrator ends the sessions; nobody without the permission, and nobody of another firm, does it", async () => {
    await turnOn(dana);
    const admin = await makePerson(PERMISSIONS);
    expect(await refusalOf(resetSecondFactor(dana.ctx, { userId: dana.id }))).toMatchObject({ code: "forbidden" });
    const elsewhere = systemContext("frm_other", "test");
    expect(await refusalOf(resetSecondFactor(elsewhere, { userId: dana.id }))).toMatchObject({ code: "not_found" });
    await resetSecondFactor(admin.ctx, { userId: dana.id });
    const [row] = await test.asOwner<{ session_version: number; recovery_hashes: string[] }>(
      "select session_version, recovery_hashes from users where id = $1",
      [dana.id],
    );
    expect(row).toEqual({ session_version: 2, recovery_hashes: [] });
    expect((await begin(dana)).kind).toBe("signed-in");
    expect(await actions(dana.id)).toContain("second_factor.reset");
  });
});

describe("a firm that requires it", () => {
  const policy = { requiresSecondFactor: true, asksSecondPerson: false, idleDays: 90 };

  it("is made so by whoever has one; the others are signed out and set one up when they sign in", async () => {
    const admin = await makePerson(PERMISSIONS);
    expect(await refusalOf(saveSecurity(dana.ctx, policy))).toMatchObject({ code: "forbidden" });
    expect(await refusalOf(saveSecurity(admin.ctx, policy))).toMatchObject({ reason: "own_second_factor_first" });
    await turnOn(admin);
    expect((await saveSecurity(admin.ctx, policy)).signedOut).toBeGreaterThanOrEqual(1);
    const version = (id: string) =>
      test.asOwner<{ session_version: number }>("select session_version from users where id = $1", [id]);
    expect([await version(dana.id), await version(admin.id)]).toEqual([
      [{ session_version: 2 }],
      [{ session_version: 1 }],
    ]);

    const step = await begin(dana);
    expect(step.kind).toBe("enroll");
    const ticket = "ticket" in step ? step.ticket : "";
    const setup = await startSecondFactorAtSignIn({ ticket, pending: "" });
    expect((await startSecondFactorAtSignIn({ ticket, pending: setup.pending })).secret).toBe(setup.secret);
    const enroll = (code: string) => enrollAtSignIn({ ticket, pending: setup.pending, code, ip: IP });
    expect(await refusalOf(enroll("000000"))).toMatchObject({ reason: "code_wrong" });
    const done = await enroll(codeOf(setup.secret));
    expect(done.session).toMatchObject({ userId: dana.id });
    expect(done.recoveryCodes).toHaveLength(10);
    expect((await begin(dana)).kind).toBe("code");
    // A program cannot go around it.
    const plain = await makePerson(["payments.view"]);
    expect(await refusalOf(signInStaff({ email: plain.email, password: PASSWORD, ip: IP }))).toMatchObject({
      reason: "second_factor_needed",
    });
  });
});
