import { beforeAll, expect, it, vi } from "vitest";
import type { Ctx } from "@/lib/platform/context";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm } from "@/tests/support/test-firm";
import { changeOwnPassword } from "./change-own-password";
import { sessionCookieName } from "./cookie";
import { hashPassword } from "./passwords";
import { openSession, sealSession } from "./session-token";

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
}));

const test = useTestDatabase();
const OLD = "ink on ledger paper";
const SESSION = {
  firmId: "frm_test",
  userId: "usr_dana",
  sessionVersion: 1,
  sessionId: "ses_dana",
  signedInAt: Math.floor(Date.now() / 1000) - 600,
};
let own: Ctx;

beforeAll(async () => {
  const firm = await makeTestFirm();
  await test.asOwner(
    "insert into users (firm_id, id, email, name, password_hash, permissions, created_at) values ('frm_test', 'usr_dana', 'dana@hartwell.example', 'Dana Whitfield', $1, '{}', now())",
    [await hashPassword(OLD)],
  );
  const actor = {
    kind: "user",
    userId: "usr_dana",
    name: "Dana Whitfield",
    permissions: [],
    accountIds: null,
  } as const;
  own = { ...firm.ctxAt(), actor };
});

it("keeps this browser signed in under the new version, with the old absolute end", async () => {
  jar.set(sessionCookieName(), await sealSession(SESSION));
  await changeOwnPassword(own, { currentPassword: OLD, newPassword: "a brass lamp at night" });
  const session = await openSession(jar.get(sessionCookieName()), new Date());
  expect(session).toMatchObject({ ...SESSION, sessionVersion: 2 });
  expect(await test.asOwner("select session_version from users where id = 'usr_dana'")).toEqual([
    { session_version: 2 },
  ]);
});

it("leaves the cookie alone when the password is refused", async () => {
  const before = jar.get(sessionCookieName());
  await expect(
    changeOwnPassword(own, { currentPassword: OLD, newPassword: "another fine sentence" }),
  ).rejects.toThrow();
  expect(jar.get(sessionCookieName())).toBe(before);
});
