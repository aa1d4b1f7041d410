"use server";

import { signInAction } from "@/lib/http/sign-in-action";

export const signIn = signInAction();
