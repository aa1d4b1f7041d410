import { and, eq, isNull } from "drizzle-orm";
import { staffTokens } from "@/db/schema/staff";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { invariant } from "@/lib/platform/errors";
import { deriveTokens, hashToken } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import type { StoredUser } from "./load";

export type StaffTokenKind = "invite" | "reset";

const LIFE_MS = { invite: 24 * 60 * 60_000, reset: 60 * 60_000 };
export const TOKEN_DIRECTORY = { invite: "invite", reset: "password_reset" } as const;

/** Tokens are derived, so that the mail can be written from the id alone and the database keeps no more than a hash. */
export function tokenPlace(firmId: string, tokenId: string): string {
  return `${firmId}/staff_tokens/${tokenId}`;
}

/** Makes a link for a user and mails it; one that was open before serves no more. Callers hold the user's row. */
export async function issueStaffToken(ctx: Ctx, tx: Tx, user: StoredUser, kind: StaffTokenKind): Promise<Date> {
  await revokeStaffTokens(ctx, tx, user.id, kind);
  const id = ctx.ids.next("tok");
  const [token] = deriveTokens(tokenPlace(ctx.firmId, id));
  invariant(token, "there is a key to derive tokens by");
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + LIFE_MS[kind]);
  await tx.insert(staffTokens).values({
    firmId: ctx.firmId,
    id,
    kind,
    userId: user.id,
    tokenHash: hashToken(token),
    createdBy: actorName(ctx.actor),
    createdAt: now,
    expiresAt,
  });
  await putInDirectory(tx, TOKEN_DIRECTORY[kind], hashToken(token), id);
  await enqueueMail(ctx, tx, {
    kind: kind === "invite" ? "user-invite" : "password-reset",
    toAddress: user.email,
    locale: user.locale,
    objectType: "user",
    objectId: user.id,
    payload: { tokenId: id },
    dedupeKey: `staff-token:${id}`,
  });
  return expiresAt;
}

export async function revokeStaffTokens(ctx: Ctx, tx: Tx, userId: string, kind: StaffTokenKind): Promise<void> {
  await tx
    .update(staffTokens)
    .set({ revokedAt: ctx.clock.now() })
    .where(openTokens(ctx, userId, kind));
}

export function openTokens(ctx: Ctx, userId: string, kind: StaffTokenKind) {
  return and(
    eq(staffTokens.firmId, ctx.firmId),
    eq(staffTokens.userId, userId),
    eq(staffTokens.kind, kind),
    isNull(staffTokens.usedAt),
    isNull(staffTokens.revokedAt),
  );
}
