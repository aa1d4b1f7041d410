import { appUrl } from "@/lib/platform/env";

/** Signed out after this long without a request; each request moves it. */
export const IDLE_SECONDS = 30 * 60;
/** And after this long in any case. */
export const ABSOLUTE_SECONDS = 12 * 60 * 60;

/** What the session cookie holds, encrypted. Rights are never in it: they are read from the database on every request. */
export type SessionToken = {
  firmId: string;
  userId: string;
  sessionVersion: number;
  /** Of the browser that signed in: it can be signed out alone. */
  sessionId: string;
  /** Unix seconds of the sign-in itself. */
  signedInAt: number;
};

export function isSessionToken(value: unknown): value is SessionToken {
  if (typeof value !== "object" || value === null) return false;
  const token = value as Record<string, unknown>;
  return (
    typeof token.firmId === "string" &&
    typeof token.userId === "string" &&
    typeof token.sessionVersion === "number" &&
    typeof token.sessionId === "string" &&
    typeof token.signedInAt === "number"
  );
}

function isHttps(): boolean {
  return appUrl().startsWith("https://");
}

/** `__Host-` binds the cookie to this host and to TLS; without TLS (a demo on this machine) a plain name is the only possible one. */
export function sessionCookieName(): string {
  return isHttps() ? "__Host-docketpay" : "docketpay";
}

export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/", maxAge: IDLE_SECONDS } as const;
}
