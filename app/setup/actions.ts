"use server";

import { setupAction } from "@/lib/http/access-action";

export const setUp = setupAction();
