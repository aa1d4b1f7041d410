import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/cookie";
import { sealSession } from "@/lib/auth/session-token";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { type SignedIn, signInStaff } from "@/lib/staff/sign-in";
import { callerAddress } from "./peer-address";

/** `problem` names a text of the catalogue; `email` is what was typed, so that it need not be typed again. */
export type SignInState = { problem: "missing" | "refused" | "limited" | null; email: string };

/** A plain form post, so that it works before scripts have loaded. Sets the session and goes on to where the user wanted to go. */
export function signInAction(): (state: SignInState, form: FormData) => Promise<SignInState> {
  return async (_state, form) => {
    const email = textOf(form, "email");
    const password = textOf(form, "password");
    if (!email || !password) return { problem: "missing", email };
    let signedIn: SignedIn;
    try {
      signedIn = await signInStaff({ email, password, ip: callerAddress(await headers()) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { problem: error.code === "rate_limited" ? "limited" : "refused", email };
    }
    const signedInAt = Math.floor(systemClock.now().getTime() / 1000);
    const jar = await cookies();
    jar.set(sessionCookieName(), await sealSession({ ...signedIn, signedInAt }), sessionCookieOptions());
    redirect(safeNext(textOf(form, "next")));
  };
}

/** Ends this browser's session. */
export function signOutAction(): () => Promise<void> {
  return async () => {
    const jar = await cookies();
    jar.delete(sessionCookieName());
    redirect("/sign-in");
  };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Only pages of ours: a crafted `next` must not lead elsewhere. */
function safeNext(next: string): string {
  return /^\/staff(\/[\w\-/]*)?(\?[\w\-=&%.,:+]*)?$/.test(next) ? next : "/staff";
}
