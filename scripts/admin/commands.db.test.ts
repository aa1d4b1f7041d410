import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { seedDemo } from "@/db/seed/demo";
import { DEMO_PASSWORD, HARTWELL } from "@/db/seed/firms";
import { freezeMoney } from "@/lib/firms/freeze-money";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { randomIds } from "@/lib/platform/ids";
import { systemContext } from "@/lib/platform/make-context";
import { createAdmin } from "@/lib/staff/create-admin";
import { issuePassword } from "@/lib/staff/issue-password";
import { signInStaff } from "@/lib/staff/sign-in";
import { expectConsole } from "@/tests/support/console-guard";
import { useTestDatabase } from "@/tests/support/test-database";
import { ADMIN_COMMANDS, type AdminOptions, UsageError } from "./commands";

const test = useTestDatabase();
let said: string[] = [];

beforeAll(async () => {
  await seedDemo(test.url, { now: systemClock.now(), payments: 40 });
});
beforeEach(() => {
  said = [];
  vi.spyOn(console, "info").mockImplementation((line: string) => void said.push(line));
});

async function run(name: string, options: AdminOptions): Promise<number> {
  const command = ADMIN_COMMANDS.find((one) => one.name === name);
  if (!command) throw new Error(`There is no command ${name}.`);
  return command.run(options);
}

function printedPassword(): string {
  return said.find((line) => line.startsWith("  "))?.trim() ?? "";
}

const signIn = (email: string, password: string) => signInStaff({ email, password, ip: "203.0.113.9" });

describe("create-admin", () => {
  it("makes a user who can sign in with the printed password, and says so in the audit log", async () => {
    expect(await run("create-admin", { firm: "okafor", email: " New.Admin@Okafor.example ", name: "Ada New" })).toBe(0);
    const { firmId, userId } = await signIn("new.admin@okafor.example", printedPassword());
    expect(firmId).toBe("frm_okafor");
    const rows = await test.asOwner(
      "select actor, action, detail from audit_log where object_id = $1 and action = 'user.create'",
      [userId],
    );
    expect(rows).toEqual([
      {
        actor: "system:admin-tool",
        action: "user.create",
        detail: { email: "new.admin@okafor.example", name: "Ada New", isAdmin: true },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(printedPassword());
  });

  it("refuses an address that signs in already, to whichever firm", async () => {
    expectConsole("error", /signs in already/);
    expect(await run("create-admin", { firm: "okafor", email: "admin@hartwell.example", name: "Ada New" })).toBe(1);
  });

  it.each<[string, AdminOptions]>([
    ["no firm", { email: "a@b.example", name: "A" }],
    ["an unknown firm", { firm: "nobody", email: "a@b.example", name: "A" }],
    ["no address", { firm: "okafor", name: "A" }],
    ["no name", { firm: "okafor", email: "a@b.example" }],
    ["all firms", { all: true, email: "a@b.example", name: "A" }],
  ])("asks again when there is %s", async (_what, options) => {
    await expect(run("create-admin", options)).rejects.toThrow(UsageError);
  });
});

describe("reset-password", () => {
  it("replaces the password, ends the sessions and lifts a lock-out", async () => {
    const email = "billing@hartwell.example";
    const before = await signIn(email, DEMO_PASSWORD);
    await test.asOwner(
      "update users set locked_until = now() + interval '1 hour', failed_sign_ins = 3 where email = $1",
      [email],
    );
    expect(await run("reset-password", { email })).toBe(0);
    await expect(signIn(email, DEMO_PASSWORD)).rejects.toMatchObject({ code: "unauthenticated" });
    const after = await signIn(email, printedPassword());
    expect(after).toEqual({
      ...before,
      sessionVersion: before.sessionVersion + 1,
      sessionId: expect.not.stringMatching(before.sessionId),
    });
    const rows = await test.asOwner(
      "select actor, detail from audit_log where action = 'user.issue_password' and object_id = $1",
      [before.userId],
    );
    expect(rows).toEqual([{ actor: "system:admin-tool", detail: {} }]);
  });

  it("says that a deactivated user still cannot sign in", async () => {
    const email = "viewer@hartwell.example";
    await test.asOwner("update users set disabled_at = now() where email = $1", [email]);
    expect(await run("reset-password", { email })).toBe(0);
    expect(said.join("\n")).toContain("deactivated");
    await expect(signIn(email, printedPassword())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("says when nobody has the address", async () => {
    expectConsole("error", /Nobody signs in as/);
    expect(await run("reset-password", { email: "nobody@hartwell.example" })).toBe(1);
  });
});

describe("disable-2fa", () => {
  it("takes the second factor away and ends the sessions, and says when there was none", async () => {
    const email = "admin@hartwell.example";
    await test.asOwner("update users set totp_sealed = 'x', recovery_hashes = '{y}' where email = $1", [email]);
    expect(await run("disable-2fa", { email })).toBe(0);
    const rows = await test.asOwner(
      "select totp_sealed, recovery_hashes, session_version from users where email = $1",
      [email],
    );
    expect(rows).toEqual([{ totp_sealed: "", recovery_hashes: [], session_version: 2 }]);
    expect(await signIn(email, DEMO_PASSWORD)).toMatchObject({ firmId: HARTWELL.firmId });
    expect(await run("disable-2fa", { email })).toBe(0);
    expect(said.at(-1)).toContain("had no second factor");
    expectConsole("error", /Nobody signs in as/);
    expect(await run("disable-2fa", { email: "nobody@hartwell.example" })).toBe(1);
  });
});

describe("freeze and unfreeze", () => {
  const frozen = () =>
    test.asOwner<{ slug: string }>("select slug from firms where money_frozen_at is not null order by 1");
  const wholeFreeze = () => test.asOwner("select frozen_reason as reason, frozen_by as by from installation");
  const actions = (kind: string) =>
    test.asOwner(
      "select firm_id, action from audit_log where object_type = 'firm' and action like $1 || '%' order by firm_id, seq",
      [kind],
    );

  it("stops the money of one firm, and lets it go again", async () => {
    await run("freeze", { firm: "okafor" });
    expect(await frozen()).toEqual([{ slug: "okafor" }]);
    await run("freeze", { firm: "okafor" });
    expect(said.at(-1)).toContain("was frozen before");
    await run("unfreeze", { firm: "okafor" });
    expect(await frozen()).toEqual([]);
    expect(await actions("firm.")).toEqual([
      { firm_id: "frm_okafor", action: "firm.freeze_money" },
      { firm_id: "frm_okafor", action: "firm.unfreeze_money" },
    ]);
  });

  it("stops the money of all, in one row, and tells every firm", async () => {
    await run("freeze", {});
    expect(await wholeFreeze()).toEqual([{ reason: "person", by: "admin-tool" }]);
    await run("freeze", { all: true });
    expect(said.at(-1)).toContain("was frozen before");
    const alerts = await test.asOwner(
      "select firm_id, closed_at is null as open from alerts where kind = 'money_frozen' order by 1",
    );
    expect(alerts).toEqual([
      { firm_id: "frm_hartwell", open: true },
      { firm_id: "frm_okafor", open: true },
    ]);
    await run("freeze", { firm: "okafor" });
    await run("unfreeze", { firm: "hartwell" });
    expect(said.at(-1)).toContain("still frozen");
    await run("unfreeze", {});
    expect(said.at(-1)).toContain("unfreeze --firm okafor");
    expect(await wholeFreeze()).toEqual([{ reason: "", by: "" }]);
    await run("unfreeze", { firm: "okafor" });
    await run("unfreeze", {});
    expect(said.at(-1)).toContain("was not frozen");
    expect(await actions("installation.")).toEqual(
      ["frm_hartwell", "frm_okafor"].flatMap((firm_id) => [
        { firm_id, action: "installation.freeze_money" },
        { firm_id, action: "installation.unfreeze_money" },
      ]),
    );
    expect(await test.asOwner("select 1 from alerts where kind = 'money_frozen' and closed_at is null")).toEqual([]);
  });

  it("keeps money still after a restore until every account is compared, unless forced", async () => {
    await test.asOwner("update installation set identity = 'elsewhere/1/1'");
    expectConsole("error", /was restored|not compared with its gateway|compare by themselves|With --force/);
    expect(await run("unfreeze", {})).toBe(1);
    expect(await wholeFreeze()).toEqual([{ reason: "restored", by: "system:restore-guard" }]);
    expect(await run("unfreeze", { force: true })).toBe(0);
    expect(await wholeFreeze()).toEqual([{ reason: "", by: "" }]);
  });

  it("wants a firm or all, not both", async () => {
    await expect(run("freeze", { firm: "okafor", all: true })).rejects.toThrow(UsageError);
    await expect(run("freeze", { firm: "nobody" })).rejects.toThrow(UsageError);
  });
});

describe("verify-audit", () => {
  it("passes for every firm, and fails with the row once one was changed", async () => {
    expect(await run("verify-audit", {})).toBe(0);
    expect(said.filter((line) => line.includes("unchanged"))).toHaveLength(2);
    await test.asOwner("alter table audit_log disable trigger user");
    await test.asOwner("update audit_log set actor = 'user:nobody' where firm_id = 'frm_okafor' and seq = 5");
    expectConsole("error", /okafor: row 5 is wrong: it was changed/);
    expect(await run("verify-audit", {})).toBe(1);
    expect(await run("verify-audit", { firm: "hartwell" })).toBe(0);
  });
});

describe("the verbs beneath", () => {
  const viewer: Ctx = {
    firmId: HARTWELL.firmId,
    actor: {
      kind: "user",
      userId: "usr_hartwell_viewer",
      name: "Owen Pryce",
      permissions: ["payments.view"],
      accountIds: null,
    },
    clock: systemClock,
    ids: randomIds,
    ip: "",
  };

  it.each([
    ["createAdmin", () => createAdmin(viewer, { email: "x@y.example", name: "X" })],
    ["issuePassword", () => issuePassword(viewer, { userId: "usr_hartwell_admin" })],
    ["freezeMoney", () => freezeMoney(viewer)],
  ])("%s refuses a user without the permission", async (_name, act) => {
    await expect(act()).rejects.toMatchObject({ code: "forbidden" });
  });

  it("issuePassword does not know another firm's user", async () => {
    const okafor = systemContext("frm_okafor", "test");
    await expect(issuePassword(okafor, { userId: "usr_hartwell_admin" })).rejects.toMatchObject({ code: "not_found" });
  });
});
