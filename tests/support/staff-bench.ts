import { users } from "@/db/schema/staff";
import { type Clock, systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { PERMISSIONS, type Permission } from "@/lib/staff/model";
import type { TestFirm } from "./test-firm";

export type TestUser = { userId: string; ctxAt(clock?: Clock): Ctx & { actor: { kind: "user" } } };

type Rights = { permissions?: readonly Permission[]; accountIds?: string[] | null; locale?: string };

/** A user of a test firm, with every permission and account unless said otherwise. */
export async function makeTestUser(firm: TestFirm, userId: string, rights: Rights = {}): Promise<TestUser> {
  const { permissions = PERMISSIONS, accountIds = null, locale = "en" } = rights;
  const name = "Dana Whitfield";
  await inFirm(firm.ctxAt(), (tx) =>
    tx.insert(users).values({
      firmId: firm.firmId,
      id: userId,
      email: `${userId}@hartwell.example`,
      name,
      passwordHash: "none",
      permissions: [...permissions],
      accountIds,
      locale,
      createdAt: new Date("2026-01-02T15:00:00Z"),
    }),
  );
  return {
    userId,
    ctxAt: (clock = systemClock) => ({
      ...firm.ctxAt(clock),
      actor: { kind: "user", userId, name, permissions, accountIds },
    }),
  };
}
