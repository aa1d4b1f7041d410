"use server";

import { z } from "zod";
import { changeOwnPassword } from "@/lib/auth/change-own-password";
import { staffAction } from "@/lib/http/staff-action";
import { changeProfile } from "@/lib/staff/change-profile";
import { endSessions } from "@/lib/staff/end-sessions";
import { changePasswordInput, profileInput } from "@/lib/staff/schemas";

export const changeProfileAction = staffAction({
  permission: "signed-in",
  input: profileInput(),
  verb: changeProfile,
  revalidate: ["/staff/profile"],
});

export const changePasswordAction = staffAction({
  permission: "signed-in",
  input: changePasswordInput(),
  verb: changeOwnPassword,
});

export const endSessionsAction = staffAction({
  permission: "signed-in",
  input: z.null(),
  verb: endSessions,
});
