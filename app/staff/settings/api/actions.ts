"use server";

import { createApiKey } from "@/lib/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { ApiKeyIdInput, CreateApiKeyInput } from "@/lib/api-keys/schemas";
import { staffAction } from "@/lib/http/staff-action";

const needs = { permission: "settings.manage" } as const;

/** The page is drawn anew when the key was read, not while it is shown. */
export const createApiKeyAction = staffAction({ ...needs, input: CreateApiKeyInput, verb: createApiKey });

export const revokeApiKeyAction = staffAction({
  ...needs,
  input: ApiKeyIdInput,
  verb: revokeApiKey,
  revalidate: ["/staff/settings/api"],
});
