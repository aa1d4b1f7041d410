import { describe, expect, it } from "vitest";
import { isPermission, PERMISSIONS, type Permission, ROLE_NAMES, ROLES } from "./model";
import {
  browserOf,
  decideAccounts,
  decideGrant,
  decideManage,
  decideNewPassword,
  holdsPermission,
  idleSince,
  mayUseAccount,
  roleOf,
  staffTokenState,
  userStateOf,
} from "./rules";

const USER = { currentPassword: "docketpay-demo", name: "Dana Whitfield", email: "billing@hartwell.example" };

describe("a new password", () => {
  it.each([
    "correct horse battery staple",
    "ink on ledger paper",
    "ça coûte 40 francs",
    "Whitfield paints 7 blue doors",
  ])("may be %s", (newPassword) => {
    expect(decideNewPassword({ ...USER, newPassword })).toEqual({ ok: true });
  });

  it.each([
    ["docketpay-demo", "password_same"],
    ["aaaaaaaaaaaaaaa", "password_guessable"],
    ["121212121212", "password_guessable"],
    ["Password2026!!", "password_guessable"],
    ["docketpay-2026", "password_guessable"],
    ["billing@hartwell.example", "password_guessable"],
    ["DanaWhitfield1", "password_guessable"],
  ])("may not be %s", (newPassword, refusal) => {
    expect(decideNewPassword({ ...USER, newPassword })).toEqual({ ok: false, refusal });
  });
});

const user = { kind: "user", permissions: ["payments.view"], accountIds: null } as const;
const limited = { ...user, accountIds: ["acc_operating"] } as const;
const key = { ...limited, kind: "api_key" } as const;
const payer = { kind: "payer" } as const;
const job = { kind: "system" } as const;

describe("a permission", () => {
  it.each(PERMISSIONS)("%s is held by whoever was given it and by jobs, never by a payer", (permission) => {
    expect(holdsPermission({ ...user, permissions: [permission] }, permission)).toBe(true);
    expect(holdsPermission({ ...key, permissions: [permission] }, permission)).toBe(true);
    expect(
      holdsPermission({ ...user, permissions: PERMISSIONS.filter((other) => other !== permission) }, permission),
    ).toBe(false);
    expect(holdsPermission({ ...user, permissions: [] }, permission)).toBe(false);
    expect(holdsPermission(payer, permission)).toBe(false);
    expect(holdsPermission(job, permission)).toBe(true);
  });

  it("is one of the list and nothing else", () => {
    expect(PERMISSIONS.every(isPermission)).toBe(true);
    for (const word of ["", "payments", "payments.*", "PAYMENTS.VIEW", "constructor"])
      expect(isPermission(word)).toBe(false);
  });
});

describe("an account", () => {
  it.each([
    ["a user without limits", user, "acc_trust", true],
    ["a user whom it is given", limited, "acc_operating", true],
    ["a user whom it is not", limited, "acc_trust", false],
    ["a user with an empty list", { ...user, accountIds: [] }, "acc_operating", false],
    ["a key with limits", key, "acc_trust", false],
    ["a payer, whose link names it", payer, "acc_trust", true],
    ["a job", job, "acc_trust", true],
  ])("may be used by %s: %s", (_name, actor, accountId, expected) => {
    expect(mayUseAccount(actor, accountId)).toBe(expected);
  });
});

describe("a role", () => {
  it.each(ROLE_NAMES)("%s is known again from its permissions in any order", (role) => {
    expect(roleOf([...ROLES[role]].reverse())).toBe(role);
  });

  it("is nobody's who holds one more or one less", () => {
    expect(roleOf(["payments.view", "payments.take"])).toBe("custom");
    expect(roleOf([])).toBe("custom");
  });
});

describe("who may manage whom", () => {
  const actor = (permissions: Permission[]) => ({ ...user, userId: "usr_1", permissions });
  const target = (permissions: Permission[], id = "usr_2") => ({ id, permissions, accountIds: null });

  it.each<[string, Permission[], ReturnType<typeof target>, string | null]>([
    ["a user with less", ["payments.view", "users.manage"], target(["payments.view"]), null],
    ["a user with as much", ["payments.view"], target(["payments.view"]), null],
    ["a user with more", ["users.manage"], target(["payments.refund"]), "user_outranks"],
    ["oneself", [...PERMISSIONS], target([], "usr_1"), "own_user"],
  ])("%s", (_what, held, whom, refusal) => {
    expect(decideManage(actor(held), whom)).toEqual(refusal ? { ok: false, refusal } : { ok: true });
  });

  it.each<[string[] | null, string[] | null, boolean]>([
    [null, null, true],
    [null, ["acc_1"], true],
    [["acc_1"], ["acc_1"], true],
    [["acc_1"], null, false],
    [["acc_1"], ["acc_1", "acc_2"], false],
  ])("who sees %j of the accounts manages and makes somebody who sees %j: %s", (own, accountIds, isAllowed) => {
    const limited = { ...actor([...PERMISSIONS]), accountIds: own };
    expect(decideManage(limited, { ...target([]), accountIds }).ok).toBe(isAllowed);
    expect(decideAccounts(limited, accountIds)).toEqual(
      isAllowed ? { ok: true } : { ok: false, refusal: "account_not_held" },
    );
  });

  it("gives only what they hold; jobs give anything", () => {
    expect(decideGrant(actor(["links.send"]), ["links.send"])).toEqual({ ok: true });
    expect(decideGrant(actor(["links.send"]), ["links.send", "payments.view"])).toMatchObject({ ok: false });
    expect(decideGrant(job, PERMISSIONS)).toEqual({ ok: true });
    expect(decideManage(job, target([...PERMISSIONS]))).toEqual({ ok: true });
  });
});

describe("states", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  const later = new Date(now.getTime() + 1);
  const base = { passwordHash: "x", disabledAt: null, lockedUntil: null };
  it.each([
    [base, "active"],
    [{ ...base, passwordHash: "" }, "invited"],
    [{ ...base, lockedUntil: later }, "locked"],
    [{ ...base, lockedUntil: now }, "active"],
    [{ ...base, lockedUntil: later, disabledAt: now }, "deactivated"],
  ])("of a user %j", (row, state) => {
    expect(userStateOf(row, now)).toBe(state);
  });

  const open = { usedAt: null, revokedAt: null, expiresAt: later };
  it.each([
    [open, "open"],
    [{ ...open, expiresAt: now }, "expired"],
    [{ ...open, revokedAt: now }, "withdrawn"],
    [{ ...open, revokedAt: now, usedAt: now, expiresAt: now }, "used"],
  ])("of a link %j", (row, state) => {
    expect(staffTokenState(row, now)).toBe(state);
  });

  it("of somebody idle: so many days back, or never", () => {
    expect(idleSince(90, now)).toEqual(new Date("2026-08-24T10:00:00Z"));
    expect(idleSince(0, now)).toBeNull();
  });
});

describe("a browser", () => {
  const kit = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36";
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${kit}`, "Chrome", "Windows"],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${kit} Edg/143.0`, "Edge", "Windows"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox", "macOS"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari", "iPhone"],
    ["curl/8.5", "", ""],
  ])("is told by %s", (agent, browser, system) => {
    expect(browserOf(agent)).toEqual({ browser, system });
  });
});
