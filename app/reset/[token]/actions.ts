"use server";

import { passwordLinkAction } from "@/lib/http/access-action";

export const resetPassword = passwordLinkAction("reset");
