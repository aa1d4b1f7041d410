import { describe, expect, it } from "vitest";
import { decideNewPassword } from "./rules";

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
