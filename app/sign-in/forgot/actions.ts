"use server";

import { forgotPasswordAction } from "@/lib/http/access-action";

export const askForReset = forgotPasswordAction();
