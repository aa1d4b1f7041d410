import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { callerAddress } from "@/lib/http/peer-address";
import { systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { signInStaff } from "@/lib/staff/sign-in";
import { ABSOLUTE_SECONDS, IDLE_SECONDS, isSessionToken, sessionCookieName, sessionCookieOptions } from "./cookie";

/** next-auth with credentials. The sign-in form calls the same verb and writes the same cookie, so that it works without scripts. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: IDLE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    providers: [
      Credentials({
        // A user with a second factor gives its code along.
        credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
        async authorize(credentials, request) {
          if (!credentials?.email || !credentials.password) return null;
          const headers = new Headers(request.headers as Record<string, string>);
          const { email, password, code } = credentials;
          const browser = { ip: callerAddress(headers), userAgent: headers.get("user-agent") ?? "" };
          const signedIn = await signInStaff({ email, password, code, ...browser }).catch(() => null);
          return signedIn ? { id: signedIn.userId, ...signedIn } : null;
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (user) return { ...user, signedInAt: nowSeconds() };
        const isOver = isSessionToken(token) && nowSeconds() - token.signedInAt > ABSOLUTE_SECONDS;
        return isOver ? {} : token;
      },
      // The client learns nothing from the session but its end.
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}

function nowSeconds(): number {
  return Math.floor(systemClock.now().getTime() / 1000);
}
