import { describe, expect, it } from "vitest";
import { isPermission, PERMISSIONS } from "./model";
import { decideNewPassword, holdsPermission, mayUseAccount } from "./rules";

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
