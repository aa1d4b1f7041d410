import { z } from "zod";
import { PERMISSIONS } from "@/lib/staff/model";
import { API_KEY_PERMISSIONS } from "./model";

export const CreateApiKeyInput = z.object({
  name: z.string().trim().min(1, "required").max(80, "text_too_long"),
  permissions: z
    .array(z.enum(PERMISSIONS))
    .min(1, "permissions_missing")
    .refine((chosen) => chosen.every((one) => API_KEY_PERMISSIONS.includes(one)), "permissions_missing"),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

export const ApiKeyIdInput = z.object({ keyId: z.string().min(1).max(60) });
export type ApiKeyIdInput = z.infer<typeof ApiKeyIdInput>;
