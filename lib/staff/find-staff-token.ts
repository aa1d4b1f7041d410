import { and, eq } from "drizzle-orm";
import { staffTokens, users } from "@/db/schema/staff";
import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { deriveTokens, hashToken } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { type StaffTokenKind, TOKEN_DIRECTORY, tokenPlace } from "./internal/tokens";
import { type StaffTokenState, staffTokenState } from "./rules";

export type PublicStaffToken = {
  state: StaffTokenState;
  name: string;
  email: string;
  expiresAt: Date;
  firm: FirmView;
};

/** What the link of an invitation or a reset opens, or null for an unknown one. Reads only; opening a page never changes it. */
export async function findStaffToken(kind: StaffTokenKind, token: string): Promise<PublicStaffToken | null> {
  const entry = await findInDirectory(TOKEN_DIRECTORY[kind], hashToken(token));
  if (!entry) return null;
  const ctx = systemContext(entry.firmId, `${kind}-page`);
  return inFirm(ctx, async (tx) => {
    const [row] = await tx
      .select({ token: staffTokens, name: users.name, email: users.email, disabledAt: users.disabledAt })
      .from(staffTokens)
      .leftJoin(users, and(eq(users.firmId, staffTokens.firmId), eq(users.id, staffTokens.userId)))
      .where(and(eq(staffTokens.firmId, ctx.firmId), eq(staffTokens.id, entry.refId), eq(staffTokens.kind, kind)));
    if (!row) return null;
    const stored = staffTokenState(row.token, ctx.clock.now());
    // Whoever was deactivated meanwhile sets no password.
    const state = stored === "open" && (row.name === null || row.disabledAt) ? "withdrawn" : stored;
    const firm = await getFirm(ctx, tx);
    return { state, name: row.name ?? "", email: row.email ?? "", expiresAt: row.token.expiresAt, firm };
  });
}

/** For the mail: the link's token, its user and its end; null when it serves no more. */
export async function findMailedToken(
  ctx: Ctx,
  tx: Tx,
  tokenId: string,
): Promise<{ token: string; name: string; expiresAt: Date; createdBy: string } | null> {
  const [row] = await tx
    .select({ stored: staffTokens, name: users.name })
    .from(staffTokens)
    .innerJoin(users, and(eq(users.firmId, staffTokens.firmId), eq(users.id, staffTokens.userId)))
    .where(and(eq(staffTokens.firmId, ctx.firmId), eq(staffTokens.id, tokenId)));
  if (!row || staffTokenState(row.stored, ctx.clock.now()) !== "open") return null;
  const { tokenHash, expiresAt, createdBy } = row.stored;
  const token = deriveTokens(tokenPlace(ctx.firmId, tokenId)).find((one) => hashToken(one) === tokenHash);
  return token ? { token, name: row.name, expiresAt, createdBy } : null;
}
