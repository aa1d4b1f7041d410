import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { IDLE_SECONDS, sessionCookieName, sessionCookieOptions } from "@/lib/auth/cookie";
import { openSession, sealSession } from "@/lib/auth/session-token";
import {
  answerHeaders,
  contentSecurityPolicy,
  isCrossSite,
  isSentByScript,
  isUnreadSignIn,
  requestNotes,
  unsaidOrigin,
} from "@/lib/http/security-headers";
import { systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";

const UNREAD_SIGN_IN =
  "Sign in with the form of this page: it is sent as multipart/form-data, with its hidden fields. Programs use an API key instead, see docs/api.md.";

/**
 * Runs before every page but those of prepareTokenPage: headers, language, cross-site refusals, and a polite early redirect. It is
 * no lock: every staff page and action asks for the session and the permission itself.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const path = request.nextUrl.pathname;
  const isMoney = /^\/(pay|receipt|invoice|method|invite|reset|pages|embed)(\/|$)/.test(path);
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, env().NODE_ENV === "development");
  const asked = { method: request.method, path, header: (name: string) => request.headers.get(name) };
  if (isCrossSite(asked))
    return finish(new NextResponse("This request came from another site.", { status: 403 }), isMoney, policy);
  if (isUnreadSignIn(asked)) return finish(new NextResponse(UNREAD_SIGN_IN, { status: 415 }), isMoney, policy);

  const session = path.startsWith("/staff") ? await staffSession(request) : null;
  if (path.startsWith("/staff") && !session && !isSentByScript(asked))
    return finish(redirectToSignIn(request), isMoney, policy);

  // A logo and the picture of an item may be kept by whoever asks for them. Frames of a gateway, and a picture opened by itself, bring their own, stricter policy.
  const isPicture = /^\/(logo|picture)\//.test(path) && (request.method === "GET" || request.method === "HEAD");
  const isFrame = path.startsWith("/gateway/") || isPicture;
  const headers = new Headers(request.headers);
  const lang = request.nextUrl.searchParams.get("lang");
  for (const [name, value] of Object.entries(requestNotes(path, lang, isFrame ? null : policy))) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const origin = unsaidOrigin(asked.header);
  if (origin) headers.set("origin", origin);
  const response = NextResponse.next({ request: { headers } });
  if (session?.renewed) response.cookies.set(sessionCookieName(), session.renewed, sessionCookieOptions());
  finish(response, isMoney, isFrame ? null : policy);
  if (isPicture) response.headers.delete("Cache-Control");
  return response;
}

function finish(response: NextResponse, isMoney: boolean, policy: string | null): NextResponse {
  for (const [name, value] of Object.entries(answerHeaders(isMoney, policy))) response.headers.set(name, value);
  return response;
}

/** Opens the cookie; after a while of use it is sealed anew, so that only idleness ends a session early. */
async function staffSession(request: NextRequest): Promise<{ renewed: string | null } | null> {
  const now = systemClock.now();
  const session = await openSession(request.cookies.get(sessionCookieName())?.value, now);
  if (!session) return null;
  const { issuedAt, firmId, userId, sessionVersion, sessionId, signedInAt } = session;
  const isStale = now.getTime() / 1000 - issuedAt > IDLE_SECONDS / 10;
  return { renewed: isStale ? await sealSession({ firmId, userId, sessionVersion, sessionId, signedInAt }) : null };
}

function redirectToSignIn(request: NextRequest): NextResponse {
  const wanted = request.nextUrl.pathname + request.nextUrl.search;
  // Next turns an address of its own host into a relative one, so that the answer holds on every name the program is reached by.
  return NextResponse.redirect(new URL(`/sign-in?next=${encodeURIComponent(wanted)}`, request.nextUrl), 307);
}

export const config = {
  matcher: [
    {
      source: "/((?!_next/static|_next/image|fonts/|gateway/[a-z]+/[a-z]+\\.js|favicon.ico|icon.svg|embed.js).*)",
      // See lib/http/prepare-token-page.ts, which has done all of this for them.
      missing: [{ type: "header", key: "x-docketpay-prepared" }],
    },
  ],
};
