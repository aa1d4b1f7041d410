import { and, eq, sql } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { secretsEqual, unseal } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { skipSync } from "./internal/skip-sync";
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

/** What never changes of a connection, so that it may be remembered. Whether it still counts is asked with every call. */
type Known = { firmId: string; secretSealed: string };

const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
/** An idle line writes this often that it lives. */
const SEEN_EVERY_MS = 10_000;

/**
 * Checks a service's call: the firm comes from the directory by the connection's id, the secret from its row. Who cannot sign is told
 * nothing of what there is; who can is told why not.
 * @throws AppError unauthenticated (signature_invalid, connection_revoked, clock_wrong, call_replayed), rate_limited
 */
export async function verifyCall(call: IncomingCall): Promise<LineCaller> {
  const known = NONCE.test(call.nonce) ? await findKnown(call.connectionId) : null;
  await takeFromLimit("connect-call", known ? call.connectionId : `address:${call.ip}`);
  if (!known) throw refusal("signature_invalid");
  const body = await call.readBody();
  const secret = unseal(known.secretSealed, placeOfSecret(known.firmId, call.connectionId));
  if (!secretsEqual(call.signature, signCall(secret, { ...call, body }))) {
    remembered().delete(call.connectionId);
    // Whoever guesses is slowed down by address; the connection's own count is not used up by others.
    await takeFromLimit("connect-refused", call.ip);
    throw refusal("signature_invalid");
  }
  const ctx: Ctx = { ...systemContext(known.firmId, `connect:${call.connectionId}`), ip: call.ip };
  return { ctx, connection: await openConnection(ctx, call), body };
}

const holder = globalThis as typeof globalThis & { docketpayLineSecrets?: Map<string, Known> };
const MOST_REMEMBERED = 10_000;

function remembered(): Map<string, Known> {
  holder.docketpayLineSecrets ??= new Map();
  return holder.docketpayLineSecrets;
}

async function findKnown(connectionId: string): Promise<Known | null> {
  const kept = remembered().get(connectionId);
  if (kept || !isConnectionId(connectionId)) return kept ?? null;
  const entry = await findInDirectory("connection", connectionId);
  if (!entry) return null;
  const { firmId } = entry;
  const rows = await inFirm(systemContext(firmId, `connect:${connectionId}`), (tx) =>
    tx
      .select({ secretSealed: connections.secretSealed })
      .from(connections)
      .where(and(eq(connections.firmId, firmId), eq(connections.id, connectionId))),
  );
  const [row] = rows;
  if (!row) return null;
  if (remembered().size >= MOST_REMEMBERED) remembered().clear();
  remembered().set(connectionId, { firmId, secretSealed: row.secretSealed });
  return { firmId, secretSealed: row.secretSealed };
}

type Opened = {
  name: string;
  system: MatterSystemId;
  instance: string;
  last_seen_at: string | null;
  is_revoked: boolean;
  is_new: boolean;
};

/** In one statement: how the connection is now, the nonce, and that the service lives. What is refused leaves nothing. */
async function openConnection(
  ctx: Ctx,
  { connectionId: id, nonce, time }: IncomingCall,
): Promise<LineCaller["connection"]> {
  const now = systemClock.now();
  const staleAt = new Date(now.getTime() - SEEN_EVERY_MS);
  return inFirm(ctx, async (tx) => {
    await skipSync(tx);
    const found = await tx.execute<Opened>(sql`
      with line as (
        select name, system, instance, last_seen_at, revoked_at is not null as is_revoked
        from connections where firm_id = ${ctx.firmId} and id = ${id}
      ), kept as (
        insert into connection_nonces (firm_id, connection_id, nonce, at)
        select ${ctx.firmId}, ${id}, ${nonce}, ${now}::timestamptz from line
        on conflict do nothing
        returning 1
      ), seen as (
        update connections set last_seen_at = ${now}::timestamptz
        where firm_id = ${ctx.firmId} and id = ${id} and revoked_at is null
          and (last_seen_at is null or last_seen_at < ${staleAt}::timestamptz)
      )
      select *, exists (select 1 from kept) as is_new from line`);
    const line = found.rows[0];
    if (!line) throw refusal("signature_invalid");
    if (line.is_revoked) throw refusal("connection_revoked");
    requireRightClock(time);
    if (!line.is_new) throw refusal("call_replayed");
    const { name, system, instance, last_seen_at } = line;
    return { id, name, system, instance, lastSeenAt: last_seen_at ? new Date(last_seen_at) : null };
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
