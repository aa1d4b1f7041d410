import {
  ALERT_AFTER_SECONDS,
  CLOCK_TOLERANCE_SECONDS,
  LINE_PATH,
  type LineCall,
  type LineState,
  LOST_AFTER_SECONDS,
} from "./model";

const CONNECTION_ID = /^con_[0-9a-z_]{1,60}$/;
/** 256 bits in base64url. */
const SECRET_LENGTH = 43;
const KEY = new RegExp(`^dpc_(con_[0-9a-z_]{1,60})_([A-Za-z0-9_-]{${SECRET_LENGTH}})$`);

export function isConnectionId(text: string): boolean {
  return CONNECTION_ID.test(text);
}

/** The key of a connection, as an administrator copies it to the service's machine. */
export function writeConnectionKey(connectionId: string, secret: string): string {
  return `dpc_${connectionId}_${secret}`;
}

/** Null for a text that no key looks like, for example one that was cut while it was copied. */
export function readConnectionKey(key: string): { connectionId: string; secret: string } | null {
  const [, connectionId, secret] = KEY.exec(key.trim()) ?? [];
  return connectionId && secret ? { connectionId, secret } : null;
}

/** What a call's signature stands for. `bodyHash`: SHA-256 of the body in hex. */
export function textToSign(call: { name: LineCall; time: string; nonce: string; bodyHash: string }): string {
  return ["v1", "POST", `${LINE_PATH}/${call.name}`, call.time, call.nonce, call.bodyHash].join("\n");
}

/** By how many seconds the caller's clock is ahead of ours; null for what is no instant. */
export function clockDifferenceSeconds(time: string, now: Date): number | null {
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(time) ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? null : (at - now.getTime()) / 1000;
}

export function isClockRight(differenceSeconds: number): boolean {
  return Math.abs(differenceSeconds) <= CLOCK_TOLERANCE_SECONDS;
}

/** Who was not heard of since then is lost. */
export function lostBefore(now: Date): Date {
  return new Date(now.getTime() - LOST_AFTER_SECONDS * 1000);
}

export function isLineLost(lastSeenAt: Date | null, now: Date): boolean {
  return lastSeenAt === null || lastSeenAt < lostBefore(now);
}

/** Lost for so long that a person must see to it: a restart or an update of either side is shorter. */
export function isLongLost(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() > ALERT_AFTER_SECONDS * 1000;
}

export function lineStateOf(
  connection: { lastSeenAt: Date | null; createdAt: Date; revokedAt: Date | null },
  now: Date,
): { state: LineState; since: Date } {
  const { lastSeenAt, createdAt, revokedAt } = connection;
  if (revokedAt) return { state: "revoked", since: revokedAt };
  if (!lastSeenAt) return { state: "new", since: createdAt };
  return { state: isLineLost(lastSeenAt, now) ? "lost" : "connected", since: lastSeenAt };
}

/**
 * Reads JSON without what a jsonb column cannot hold: PostgreSQL keeps neither a NUL nor half a character, and a matter system may hold
 * either. They are left out or replaced; no key of an item can hold them.
 * @throws SyntaxError
 */
export function readStorableJson(json: string): unknown {
  return JSON.parse(json, UNSTORABLE.test(json) ? (_name, inner: unknown) => storable(inner) : undefined);
}

/** The same on the way out. */
export function writeStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE.test(json) ? JSON.stringify(value, (_name, inner: unknown) => storable(inner)) : json;
}

/** Whether any system could hold such a text; one that none can is not worth asking for. */
export function isStorable(text: string): boolean {
  return storable(text) === text;
}

// JSON always writes both as escapes.
const UNSTORABLE = /\\u(0000|d[89a-f])/i;

function storable(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "\ufffd") : value;
}
