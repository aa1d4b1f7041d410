"use server";

import { z } from "zod";
import { changeOwnPassword } from "@/lib/auth/change-own-password";
import { staffAction } from "@/lib/http/staff-action";
import { saveNotifications } from "@/lib/notifications/save-notifications";
import { NotificationsInput } from "@/lib/notifications/schemas";
import { changeProfile } from "@/lib/staff/change-profile";
import { disableSecondFactor } from "@/lib/staff/disable-second-factor";
import { enableSecondFactor } from "@/lib/staff/enable-second-factor";
import { endOwnSession } from "@/lib/staff/end-session";
import { endSessions } from "@/lib/staff/end-sessions";
import { renewRecoveryCodes } from "@/lib/staff/renew-recovery-codes";
import {
  ConfirmPasswordInput,
  changePasswordInput,
  EnableSecondFactorInput,
  profileInput,
  SessionIdInput,
} from "@/lib/staff/schemas";
import { startSecondFactor } from "@/lib/staff/start-second-factor";

export const changeProfileAction = staffAction({
  permission: "signed-in",
  input: profileInput(),
  verb: changeProfile,
  revalidate: ["/staff/profile"],
});

export const saveOwnNotificationsAction = staffAction({
  permission: "signed-in",
  input: NotificationsInput,
  verb: saveNotifications,
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

export const endOwnSessionAction = staffAction({
  permission: "signed-in",
  input: SessionIdInput,
  verb: endOwnSession,
  revalidate: ["/staff/profile"],
});

export const startSecondFactorAction = staffAction({
  permission: "signed-in",
  input: z.null(),
  verb: startSecondFactor,
});

export const enableSecondFactorAction = staffAction({
  permission: "signed-in",
  input: EnableSecondFactorInput,
  verb: enableSecondFactor,
});

export const disableSecondFactorAction = staffAction({
  permission: "signed-in",
  input: ConfirmPasswordInput,
  verb: disableSecondFactor,
});

export const renewRecoveryCodesAction = staffAction({
  permission: "signed-in",
  input: ConfirmPasswordInput,
  verb: renewRecoveryCodes,
});
