import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/cookie";
import type { SecondFactorSetup } from "@/lib/auth/second-factor";
import { findStaff } from "@/lib/auth/session";
import { sealSession } from "@/lib/auth/session-token";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { enrollAtSignIn } from "@/lib/staff/enable-second-factor";
import { endOwnSession } from "@/lib/staff/end-session";
import { beginSignIn, completeSignIn, type SignedIn } from "@/lib/staff/sign-in";
import { startSecondFactorAtSignIn } from "@/lib/staff/start-second-factor";
import { callerAddress } from "./peer-address";

/**
 * `problem` names a text of the catalogue; `email` is what was typed, so that it need not be typed again. `step` is what is asked next:
 * the password, a code of the second factor, the first code of a new one; `codes` shows recovery codes to somebody who is signed in.
 */
export type SignInState = {
  problem: "missing" | "refused" | "limited" | "code" | "over" | null;
  email: string;
  step:
    | { kind: "password" }
    | { kind: "code"; ticket: string }
    | { kind: "enroll"; ticket: string; setup: SecondFactorSetup }
    | { kind: "codes"; recoveryCodes: string[]; next: string };
};

const SIGN_IN_START: SignInState = { problem: null, email: "", step: { kind: "password" } };

/** A plain form post, so that it works before scripts have loaded. Sets the session and goes on to where the user wanted to go. */
export function signInAction(): (state: SignInState, form: FormData) => Promise<SignInState> {
  return async (_state, form) => {
    const received = await headers();
    const browser = { ip: callerAddress(received), userAgent: received.get("user-agent") ?? "" };
    if (form.has("pending")) return enroll(form, browser);
    return form.has("ticket") ? giveCode(form, browser) : givePassword(form, browser);
  };
}

type Browser = { ip: string; userAgent: string };

async function givePassword(form: FormData, browser: Browser): Promise<SignInState> {
  const [email, password] = [textOf(form, "email"), textOf(form, "password")];
  const again = (problem: SignInState["problem"]): SignInState => ({ ...SIGN_IN_START, problem, email });
  if (!email || !password) return again("missing");
  const step = await beginSignIn({ email, password, ...browser }).catch(wrong);
  if (step instanceof AppError) return again(step.code === "rate_limited" ? "limited" : "refused");
  if (step.kind === "code") return { problem: null, email, step: { kind: "code", ticket: step.ticket } };
  if (step.kind === "enroll") {
    const setup = await startSecondFactorAtSignIn({ ticket: step.ticket, pending: "" });
    return { problem: null, email, step: { kind: "enroll", ticket: step.ticket, setup } };
  }
  await setSession(step.session);
  redirect(safeNext(textOf(form, "next")));
}

async function giveCode(form: FormData, browser: Browser): Promise<SignInState> {
  const [ticket, code, email] = [textOf(form, "ticket"), textOf(form, "code"), textOf(form, "address")];
  const session = await completeSignIn({ ticket, code, ...browser }).catch(wrong);
  if (session instanceof AppError) {
    const problem = problemOf(session);
    return problem === "over"
      ? { ...SIGN_IN_START, problem, email }
      : { problem, email, step: { kind: "code", ticket } };
  }
  await setSession(session);
  redirect(safeNext(textOf(form, "next")));
}

async function enroll(form: FormData, browser: Browser): Promise<SignInState> {
  const [ticket, pending, email] = [textOf(form, "ticket"), textOf(form, "pending"), textOf(form, "address")];
  const done = await enrollAtSignIn({ ticket, pending, code: textOf(form, "code"), ...browser }).catch(wrong);
  if (done instanceof AppError) {
    const problem = problemOf(done);
    const setup = problem === "over" ? null : await startSecondFactorAtSignIn({ ticket, pending }).catch(wrong);
    if (setup === null || setup instanceof AppError) return { ...SIGN_IN_START, problem: "over", email };
    return { problem, email, step: { kind: "enroll", ticket, setup } };
  }
  await setSession(done.session);
  const next = safeNext(textOf(form, "next"));
  return { problem: null, email, step: { kind: "codes", recoveryCodes: done.recoveryCodes, next } };
}

function problemOf(error: AppError): NonNullable<SignInState["problem"]> {
  if (error.code === "rate_limited") return "limited";
  return error.reason === "code_wrong" ? "code" : "over";
}

/** What a verb refused on purpose; anything else is a defect. */
function wrong(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}

async function setSession(signedIn: SignedIn): Promise<void> {
  const signedInAt = Math.floor(systemClock.now().getTime() / 1000);
  const jar = await cookies();
  jar.set(sessionCookieName(), await sealSession({ ...signedIn, signedInAt }), sessionCookieOptions());
}

/** Ends this browser's session, for whoever has a copy of its cookie too. */
export function signOutAction(): () => Promise<void> {
  return async () => {
    const staff = await findStaff();
    if (staff) await endOwnSession(staff.ctx, { sessionId: staff.sessionId });
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
