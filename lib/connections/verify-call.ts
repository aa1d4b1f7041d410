import { and, eq, isNull, lt, or } from "drizzle-orm";
import { connectionNonces, connections } from "@/db/schema/connections";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { secretsEqual, unseal } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { placeOfSecret } from "./make-connection-key";
import type { LineCall } from "./model";
import { clockDifferenceSeconds, isClockRight, isConnectionId } from "./rules";
import { signCall } from "./sign-call";

/** A call as it came in. The body is read only for a connection that there is. */
export type IncomingCall = {
  name: LineCall;
  connectionId: string;
  time: string;
  nonce: string;
  signature: string;
  readBody(): Promise<Uint8Array>;
  ip: string;
};

/** Whose service calls, and what it sent. */
export type LineCaller = {
  ctx: Ctx;
  connection: { id: string; name: string; system: MatterSystemId; instance: string; lastSeenAt: Date | null };
  body: Uint8Array;
};

type Found = { ctx: Ctx; row: typeof connections.$inferSelect };

const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
/** An idle line writes this often that it lives. */
const SEEN_EVERY_MS = 10_000;

/**
 * Checks a service's call: the firm comes from the directory by the connection's id, the secret from its row. Who cannot sign is told
 * nothing of what there is; who can is told why not.
 * @throws AppError unauthenticated (signature_invalid, connection_revoked, clock_wrong, call_replayed), rate_limited
 */
export async function verifyCall(call: IncomingCall): Promise<LineCaller> {
  const found = await findConnection(call);
  await takeFromLimit("connect-call", found ? found.row.id : `address:${call.ip}`);
  if (!found || !NONCE.test(call.nonce)) throw refusal("signature_invalid");
  const { ctx, row } = found;
  const body = await call.readBody();
  const secret = unseal(row.secretSealed, placeOfSecret(ctx.firmId, row.id));
  if (!secretsEqual(call.signature, signCall(secret, { ...call, body }))) {
    // Whoever guesses is slowed down by address; the connection's own count is not used up by others.
    await takeFromLimit("connect-refused", call.ip);
    throw refusal("signature_invalid");
  }
  if (row.revokedAt) throw refusal("connection_revoked");
  requireRightClock(call.time);
  await takeNonce(ctx, row.id, call.nonce);
  const { id, name, system, instance, lastSeenAt } = row;
  return { ctx, connection: { id, name, system, instance, lastSeenAt }, body };
}

async function findConnection({ connectionId, ip }: IncomingCall): Promise<Found | null> {
  const entry = isConnectionId(connectionId) ? await findInDirectory("connection", connectionId) : null;
  if (!entry) return null;
  const ctx: Ctx = { ...systemContext(entry.firmId, `connect:${connectionId}`), ip };
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select()
      .from(connections)
      .where(and(eq(connections.firmId, ctx.firmId), eq(connections.id, connectionId))),
  );
  return rows[0] ? { ctx, row: rows[0] } : null;
}

/** Notes the nonce, and that the service lives. */
async function takeNonce(ctx: Ctx, connectionId: string, nonce: string): Promise<void> {
  const now = systemClock.now();
  await inFirm(ctx, async (tx) => {
    const added = await tx
      .insert(connectionNonces)
      .values({ firmId: ctx.firmId, connectionId, nonce, at: now })
      .onConflictDoNothing()
      .returning({ nonce: connectionNonces.nonce });
    if (added.length === 0) throw refusal("call_replayed");
    const isStale = lt(connections.lastSeenAt, new Date(now.getTime() - SEEN_EVERY_MS));
    await tx
      .update(connections)
      .set({ lastSeenAt: now })
      .where(
        and(
          eq(connections.firmId, ctx.firmId),
          eq(connections.id, connectionId),
          or(isNull(connections.lastSeenAt), isStale),
        ),
      );
  });
}

function requireRightClock(time: string): void {
  const now = systemClock.now();
  const ahead = clockDifferenceSeconds(time, now);
  if (ahead !== null && isClockRight(ahead)) return;
  const here = `The portal's clock says ${now.toISOString()}.`;
  if (ahead === null) throw refusal("clock_wrong", here);
  const minutes = Math.max(1, Math.round(Math.abs(ahead) / 60));
  throw refusal(
    "clock_wrong",
    `The clock of the service's machine is ${minutes} minutes ${ahead > 0 ? "ahead" : "behind"}. ${here} Set it right.`,
  );
}

const WORDS = {
  signature_invalid: "The connection is unknown, or the call is not signed with its key. Copy the key again.",
  connection_revoked: "This connection was revoked in Connect settings. Make a new one there and use its key.",
  clock_wrong: "",
  call_replayed: "This very call came before. Send another with a new nonce.",
};

function refusal(reason: keyof typeof WORDS, userMessage: string = WORDS[reason]): AppError {
  return new AppError("unauthenticated", { reason, userMessage });
}
