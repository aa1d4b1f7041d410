import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/platform/env";
import { ABSOLUTE_SECONDS, IDLE_SECONDS, isSessionToken, type SessionToken } from "./cookie";

/** Encrypts a session for the cookie; good for the idle time. */
export async function sealSession(token: SessionToken): Promise<string> {
  return encode({ token, secret: env().AUTH_SECRET, maxAge: IDLE_SECONDS });
}

/** The session in a cookie, or null when it is missing, altered, idle for too long or past its absolute end. */
export async function openSession(
  cookie: string | undefined,
  now: Date,
): Promise<(SessionToken & { issuedAt: number }) | null> {
  if (!cookie) return null;
  try {
    const token: unknown = await decode({ token: cookie, secret: env().AUTH_SECRET });
    if (!isSessionToken(token)) return null;
    const age = now.getTime() / 1000 - token.signedInAt;
    const issuedAt = (token as { iat?: number }).iat ?? 0;
    return age < ABSOLUTE_SECONDS ? { ...token, issuedAt } : null;
  } catch {
    return null;
  }
}
