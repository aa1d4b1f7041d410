import { cookies } from "next/headers";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/cookie";
import { openSession, sealSession } from "@/lib/auth/session-token";
import type { Ctx } from "@/lib/platform/context";
import { changePassword } from "@/lib/staff/change-password";
import type { ChangePasswordInput } from "@/lib/staff/schemas";

/** Changes the password and keeps this browser signed in, by a fresh cookie; every other session of the user has ended. */
export async function changeOwnPassword(ctx: Ctx, input: ChangePasswordInput): Promise<{ done: true }> {
  const jar = await cookies();
  const session = await openSession(jar.get(sessionCookieName())?.value, ctx.clock.now());
  const { sessionVersion } = await changePassword(ctx, input, session?.sessionId);
  if (session) {
    const { firmId, userId, sessionId, signedInAt } = session;
    const renewed = await sealSession({ firmId, userId, sessionId, signedInAt, sessionVersion });
    jar.set(sessionCookieName(), renewed, sessionCookieOptions());
  }
  return { done: true };
}
