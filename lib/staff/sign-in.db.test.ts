import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { users } from "@/db/schema/staff";
import { hashPassword } from "@/lib/auth/passwords";
import { putInDirectory } from "@/lib/platform/directory";
import { inFirm } from "@/lib/platform/tx";
import { refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { signInStaff } from "./sign-in";

const test = useTestDatabase();
const PASSWORD = "four words that nobody guesses";
let firm: TestFirm;
let passwordHash = "";
let made = 0;
let email = "";
let userId = "";

beforeAll(async () => {
  firm = await makeTestFirm();
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  made += 1;
  email = `user${made}@hartwell.example`;
  userId = `usr_${made}`;
  const ctx = firm.ctxAt();
  await inFirm(ctx, async (tx) => {
    await tx.insert(users).values({
      firmId: firm.firmId,
      id: userId,
      email,
      name: "Dana Whitfield",
      passwordHash,
      permissions: ["payments.view"],
      createdAt: ctx.clock.now(),
    });
    await putInDirectory(tx, "sign_in", email, userId);
  });
});

const signIn = (password = PASSWORD, address = email) => signInStaff({ email: address, password, ip: "203.0.113.9" });
const REFUSED = { code: "unauthenticated", reason: "unauthenticated" };
type Row = { failed_sign_ins: number; locked_until: Date | null; last_sign_in_at: Date | null };
async function rowOf(): Promise<Row | undefined> {
  const rows = await test.asOwner<Row>(
    "select failed_sign_ins, locked_until, last_sign_in_at from users where id = $1",
    [userId],
  );
  return rows[0];
}
const auditOf = async () =>
  (
    await test.asOwner<{ action: string; ip: string }>(
      "select action, ip from audit_log where object_id = $1 order by seq",
      [userId],
    )
  ).map((row) => `${row.action} ${row.ip}`);

describe("signInStaff", () => {
  it("lets the right password in, in any case of the address, and writes it down", async () => {
    expect(await signIn(PASSWORD, `  ${email.toUpperCase()} `)).toEqual({
      firmId: "frm_test",
      userId,
      sessionVersion: 1,
      sessionId: expect.stringMatching(/^ses_/),
    });
    expect((await rowOf())?.last_sign_in_at).not.toBeNull();
    expect(await auditOf()).toEqual(["sign_in.done 203.0.113.9"]);
  });

  it("gives one answer to a wrong password, an unknown address, a locked and a disabled user", async () => {
    expect(await refusalOf(signIn("wrong"))).toEqual(REFUSED);
    expect(await refusalOf(signIn(PASSWORD, "nobody@hartwell.example"))).toEqual(REFUSED);
    expect(await refusalOf(signIn("", email))).toEqual(REFUSED);
    await test.asOwner("update users set disabled_at = now() where id = $1", [userId]);
    expect(await refusalOf(signIn())).toEqual(REFUSED);
    await test.asOwner("update users set disabled_at = null, locked_until = now() + interval '1 min' where id = $1", [
      userId,
    ]);
    expect(await refusalOf(signIn())).toEqual(REFUSED);
    expect(await auditOf()).toEqual(Array.from({ length: 4 }, () => "sign_in.refused 203.0.113.9"));
  });

  it("locks after the tenth wrong password in a row, also for the right one, until half an hour has passed", async () => {
    for (let tries = 0; tries < 9; tries += 1) await refusalOf(signIn("wrong"));
    expect(await rowOf()).toMatchObject({ failed_sign_ins: 9, locked_until: null });
    await refusalOf(signIn("wrong"));
    const locked = await rowOf();
    const minutes = ((locked?.locked_until?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThanOrEqual(30);
    expect(await refusalOf(signIn())).toEqual(REFUSED);
    expect((await auditOf()).filter((line) => line.startsWith("sign_in.locked"))).toHaveLength(1);
    await test.asOwner("update users set locked_until = now() - interval '1 s' where id = $1", [userId]);
    expect(await signIn()).toMatchObject({ userId });
    expect(await rowOf()).toMatchObject({ failed_sign_ins: 0, locked_until: null });
  });

  it("locks also when all the wrong passwords come at once", async () => {
    expect(countAnswers(await releaseTogether(25, () => signIn("wrong")))).toEqual({
      "unauthenticated unauthenticated": 25,
    });
    expect((await rowOf())?.locked_until).not.toBeNull();
    expect((await auditOf()).filter((line) => line.startsWith("sign_in.locked"))).toHaveLength(2);
  });

  it("forgets wrong passwords after a right one", async () => {
    for (let tries = 0; tries < 9; tries += 1) await refusalOf(signIn("wrong"));
    await signIn();
    await refusalOf(signIn("wrong"));
    expect(await rowOf()).toMatchObject({ failed_sign_ins: 1, locked_until: null });
  });
});
