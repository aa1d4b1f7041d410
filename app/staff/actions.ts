"use server";

import { signOutAction } from "@/lib/http/sign-in-action";

export const signOut = signOutAction();
