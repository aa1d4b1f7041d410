import { beforeEach, describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import type { Ctx } from "@/lib/platform/context";
import { payerContext } from "@/lib/platform/make-context";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { changePassword } from "./change-password";
import { changeProfile } from "./change-profile";
import { endSessions } from "./end-sessions";

const test = useTestDatabase();
const OLD = "ink on ledger paper";
const NEW = "a brass lamp at night";
let firm: TestFirm | null = null;
let own: Ctx;

beforeEach(async () => {
  firm ??= await makeTestFirm();
  await test.asOwner("delete from users");
  for (const [id, name] of [
    ["usr_dana", "Dana Whitfield"],
    ["usr_owen", "Owen Pryce"],
  ] as const) {
    await test.asOwner(
      "insert into users (firm_id, id, email, name, password_hash, permissions, created_at) values ('frm_test', $1, $2, $3, $4, '{}', now())",
      [id, `${id}@hartwell.example`, name, await hashPassword(OLD)],
    );
  }
  own = {
    ...firm.ctxAt(),
    ip: "203.0.113.9",
    actor: { kind: "user", userId: "usr_dana", name: "Dana Whitfield", permissions: [], accountIds: null },
  };
});

type UserRow = {
  name: string;
  locale: string;
  theme: string;
  density: string;
  backdrop: string;
  session_version: number;
  password_hash: string;
};

async function userRow(id = "usr_dana"): Promise<UserRow | undefined> {
  return (await test.asOwner<UserRow>("select * from users where id = $1", [id]))[0];
}

function audited(action: string): Promise<object[]> {
  return test.asOwner("select actor, ip, detail from audit_log where action = $1 and object_id = 'usr_dana'", [action]);
}

const CHOICES = {
  name: "Dana M. Whitfield",
  locale: "fr",
  theme: "hc-dark",
  density: "compact",
  backdrop: "laid",
} as const;

describe("changeProfile", () => {
  it("changes the own row only, and tells what changed", async () => {
    expect(await changeProfile(own, CHOICES)).toEqual({ changed: ["name", "locale", "theme", "density", "backdrop"] });
    expect(await userRow()).toMatchObject(CHOICES);
    expect(await userRow("usr_owen")).toMatchObject({ name: "Owen Pryce", locale: "en", theme: "" });
    expect(await audited("profile.change")).toEqual([
      {
        actor: "user:usr_dana",
        ip: "203.0.113.9",
        detail: expect.objectContaining({ theme: { from: "", to: "hc-dark" } }),
      },
    ]);
    expect(await changeProfile(own, CHOICES)).toEqual({ changed: [] });
    expect(await audited("profile.change")).toHaveLength(1);
  });

  it("refuses whoever is no user, or one switched off", async () => {
    await expect(changeProfile(payerContext("frm_test", "lnk_1", ""), CHOICES)).rejects.toMatchObject({
      code: "forbidden",
    });
    await test.asOwner("update users set disabled_at = now()");
    await expect(changeProfile(own, CHOICES)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("endSessions", () => {
  it("raises the version that every cookie of the user carries", async () => {
    expect(await endSessions(own)).toEqual({ sessionVersion: 2 });
    expect((await userRow())?.session_version).toBe(2);
    expect((await userRow("usr_owen"))?.session_version).toBe(1);
    expect(await audited("session.end_all")).toHaveLength(1);
  });
});

describe("changePassword", () => {
  it("sets the new password and ends the sessions of the old one", async () => {
    expect(await changePassword(own, { currentPassword: OLD, newPassword: NEW })).toEqual({ sessionVersion: 2 });
    const row = await userRow();
    expect(await verifyPassword(row?.password_hash ?? "", NEW)).toBe(true);
    expect(await verifyPassword(row?.password_hash ?? "", OLD)).toBe(false);
    expect(await audited("password.change")).toHaveLength(1);
  });

  it.each([
    [
      "a wrong present password",
      { currentPassword: "not this one", newPassword: NEW },
      "currentPassword",
      "password_wrong",
    ],
    ["the same password", { currentPassword: OLD, newPassword: OLD }, "newPassword", "password_same"],
    ["an easy one", { currentPassword: OLD, newPassword: "aaaaaaaaaaaa" }, "newPassword", "password_guessable"],
  ])("refuses %s and changes nothing", async (_name, input, path, message) => {
    await expect(changePassword(own, input)).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path, message }],
    });
    const row = await userRow();
    expect(row?.session_version).toBe(1);
    expect(await verifyPassword(row?.password_hash ?? "", OLD)).toBe(true);
  });

  it("writes down a wrong present password", async () => {
    const before = (await audited("password.change_refused")).length;
    await expect(changePassword(own, { currentPassword: "not this one", newPassword: NEW })).rejects.toThrow();
    expect((await audited("password.change_refused")).length).toBe(before + 1);
  });

  it("lets one of two changes at once through", async () => {
    const tries = [NEW, "a green lamp by day"].map((newPassword) =>
      changePassword(own, { currentPassword: OLD, newPassword }),
    );
    const ended = await Promise.allSettled(tries);
    expect(ended.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await userRow())?.session_version).toBe(2);
  });
});
