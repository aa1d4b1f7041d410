"use server";

import { passwordLinkAction } from "@/lib/http/access-action";

export const acceptInvite = passwordLinkAction("invite");
