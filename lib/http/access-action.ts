import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { createFirstFirm } from "@/lib/firms/create-first-firm";
import { SetupInput } from "@/lib/firms/schemas";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { requestPasswordReset } from "@/lib/staff/request-password-reset";
import { NewPasswordInput, SignInEmail } from "@/lib/staff/schemas";
import { setPasswordByToken } from "@/lib/staff/set-password-by-token";
import { describeError } from "./describe-error";
import { callerAddress } from "./peer-address";

/**
 * What a form of somebody who is not signed in shows after it was sent: the refusal in words, the same by field, and what was typed but
 * no password. `isSent`: there is no more to do here.
 */
export type AccessState = {
  message: string | null;
  fields: Record<string, string>;
  typed: Record<string, string>;
  isSent: boolean;
};

export type AccessAction = (state: AccessState, form: FormData) => Promise<AccessState>;

/** Plain form posts, so that they work before scripts have loaded. The token is the whole right. */
export function passwordLinkAction(kind: "invite" | "reset"): AccessAction {
  return answering(["name"], async (form, ip) => {
    const input = NewPasswordInput.parse({ name: textOf(form, "name"), password: textOf(form, "password") });
    await setPasswordByToken({ ...input, kind, token: textOf(form, "token"), ip });
    redirect("/sign-in?set=1");
  });
}

/** Says the same for every address, at once: a job finds out whether there is anybody. */
export function forgotPasswordAction(): AccessAction {
  return answering(["email"], async (form, ip) => {
    await requestPasswordReset({ email: SignInEmail.parse(textOf(form, "email")), ip });
  });
}

/** The first firm and its administrator; refused once there is a firm. */
export function setupAction(): AccessAction {
  const names = ["firmName", "timeZone", "currency", "name", "email"];
  return answering(names, async (form, ip) => {
    const typed = Object.fromEntries([...names, "password"].map((name) => [name, textOf(form, name)]));
    await createFirstFirm(SetupInput.parse(typed), ip);
    redirect("/sign-in?set=1");
  });
}

function answering(keeps: readonly string[], work: (form: FormData, ip: string) => Promise<void>): AccessAction {
  return async (_state, form) => {
    const typed = Object.fromEntries(keeps.map((name) => [name, textOf(form, name)]));
    try {
      const ip = callerAddress(await headers());
      await takeFromLimit("access-address", ip);
      await work(form, ip);
      return { message: null, fields: {}, typed, isSent: true };
    } catch (error) {
      unstable_rethrow(error);
      const { message, fields } = await describeError(error);
      const byField = Object.fromEntries(fields.map(({ path, message: text }) => [path || "email", text]));
      return { message, fields: byField, typed, isSent: false };
    }
  };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
