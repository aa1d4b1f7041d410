"use server";

import { createApiKey } from "@/lib/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { ApiKeyIdInput, CreateApiKeyInput } from "@/lib/api-keys/schemas";
import { createEndpoint } from "@/lib/event-endpoints/create-endpoint";
import { removeEndpoint } from "@/lib/event-endpoints/remove-endpoint";
import { resendDelivery } from "@/lib/event-endpoints/resend-delivery";
import {
  CreateEndpointInput,
  DeliveryIdInput,
  EndpointIdInput,
  SetEndpointOnInput,
} from "@/lib/event-endpoints/schemas";
import { setEndpointOn } from "@/lib/event-endpoints/set-endpoint-on";
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

export const createEndpointAction = staffAction({ ...needs, input: CreateEndpointInput, verb: createEndpoint });

export const setEndpointOnAction = staffAction({
  ...needs,
  input: SetEndpointOnInput,
  verb: setEndpointOn,
  revalidate: ["/staff/settings/api"],
});

export const removeEndpointAction = staffAction({
  ...needs,
  input: EndpointIdInput,
  verb: removeEndpoint,
  revalidate: ["/staff/settings/api"],
});

export const resendDeliveryAction = staffAction({
  ...needs,
  input: DeliveryIdInput,
  verb: resendDelivery,
  revalidate: ["/staff/settings/api"],
});
