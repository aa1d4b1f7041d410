import { z } from "zod";
import { EVENT_TYPES } from "./model";

export const CreateEndpointInput = z.object({
  url: z.string().trim().min(1, "endpoint_url_invalid").max(500, "text_too_long"),
  events: z.array(z.enum(EVENT_TYPES)).min(1, "endpoint_events_missing"),
});
export type CreateEndpointInput = z.infer<typeof CreateEndpointInput>;

export const EndpointIdInput = z.object({ endpointId: z.string().min(1).max(60) });
export type EndpointIdInput = z.infer<typeof EndpointIdInput>;

export const SetEndpointOnInput = EndpointIdInput.extend({ isOn: z.boolean() });
export type SetEndpointOnInput = z.infer<typeof SetEndpointOnInput>;

export const DeliveryIdInput = z.object({ deliveryId: z.string().min(1).max(60) });
export type DeliveryIdInput = z.infer<typeof DeliveryIdInput>;
