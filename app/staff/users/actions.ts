"use server";

import { staffAction } from "@/lib/http/staff-action";
import { saveNotifications } from "@/lib/notifications/save-notifications";
import { NotificationsInput } from "@/lib/notifications/schemas";
import { changePermissions } from "@/lib/staff/change-permissions";
import { changeUserAccounts } from "@/lib/staff/change-user-accounts";
import { disableUser } from "@/lib/staff/disable-user";
import { enableUser } from "@/lib/staff/enable-user";
import { endUserSession } from "@/lib/staff/end-session";
import { endUserSessions } from "@/lib/staff/end-user-sessions";
import { inviteUser } from "@/lib/staff/invite-user";
import { resendInvite } from "@/lib/staff/resend-invite";
import { resetSecondFactor } from "@/lib/staff/reset-second-factor";
import {
  ChangePermissionsInput,
  ChangeUserAccountsInput,
  InviteUserInput,
  SessionIdInput,
  UserIdInput,
} from "@/lib/staff/schemas";
import { sendPasswordReset } from "@/lib/staff/send-password-reset";
import { withdrawInvite } from "@/lib/staff/withdraw-invite";

/** A user's own page is drawn anew by whoever pressed. */
const needs = { permission: "users.manage", revalidate: ["/staff/users"] } as const;

export const inviteUserAction = staffAction({ ...needs, input: InviteUserInput, verb: inviteUser });

export const resendInviteAction = staffAction({ ...needs, input: UserIdInput, verb: resendInvite });

/** Its user's page is gone afterwards; whoever presses goes to the list. */
export const withdrawInviteAction = staffAction({ ...needs, input: UserIdInput, verb: withdrawInvite });

export const changePermissionsAction = staffAction({
  ...needs,
  input: ChangePermissionsInput,
  verb: changePermissions,
});

export const changeUserAccountsAction = staffAction({
  ...needs,
  input: ChangeUserAccountsInput,
  verb: changeUserAccounts,
});

export const disableUserAction = staffAction({ ...needs, input: UserIdInput, verb: disableUser });

export const enableUserAction = staffAction({ ...needs, input: UserIdInput, verb: enableUser });

export const sendPasswordResetAction = staffAction({ ...needs, input: UserIdInput, verb: sendPasswordReset });

export const resetSecondFactorAction = staffAction({ ...needs, input: UserIdInput, verb: resetSecondFactor });

export const endUserSessionsAction = staffAction({ ...needs, input: UserIdInput, verb: endUserSessions });

export const endUserSessionAction = staffAction({ ...needs, input: SessionIdInput, verb: endUserSession });

export const saveNotificationsAction = staffAction({ ...needs, input: NotificationsInput, verb: saveNotifications });
