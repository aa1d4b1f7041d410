import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { EVENT_TYPES, type EventType } from "@/lib/event-endpoints/model";
import { PAYMENT_STATUSES } from "@/lib/payments/model";
import { cents, instant } from "./parts";

const money = { amountCents: cents, currency: z.string().meta({ example: "USD" }) };
const ofPayment = z.object({
  paymentId: z.string().meta({ example: "pay_0a1b2c" }),
  status: z.enum(PAYMENT_STATUSES),
  ...money,
});
const ofRefund = ofPayment.extend({
  amountCents: cents.meta({ description: "Of this refund." }),
  refundId: z.string().meta({ example: "ref_0a1b2c" }),
  refundedCents: cents.meta({ description: "All that went back of this payment so far." }),
});
const ofLink = z.object({ linkId: z.string().meta({ example: "lnk_0a1b2c" }), status: z.literal("expired"), ...money });

/** What an event carries beside its id, type and time; a type without a line does not compile. */
export const EVENT_DATA: Record<EventType, { summary: string; data: z.ZodObject }> = {
  "payment.approved": { summary: "Money was taken", data: ofPayment },
  "payment.pending": { summary: "An eCheck was accepted and clears in a few days", data: ofPayment },
  "payment.settled": { summary: "The money has reached the account", data: ofPayment },
  "payment.declined": { summary: "A payment was declined", data: ofPayment },
  "payment.voided": { summary: "A payment was taken back before it settled", data: ofPayment },
  "payment.refunded": { summary: "Money went back, in full or in part", data: ofRefund },
  "payment.returned": { summary: "The bank sent an eCheck back", data: ofPayment },
  "payment.disputed": { summary: "The payer's bank asks the money back", data: ofPayment },
  "payment.dispute_lost": { summary: "A dispute took the money back", data: ofPayment },
  "link.expired": { summary: "Nobody paid a link before it expired", data: ofLink },
};

const DESCRIPTION =
  "Sent to the addresses of Settings, API and webhooks that asked for it. `Docketpay-Signature` is `t=<unix seconds>,v1=<hex HMAC-SHA-256 of t.body>`. Calls may come twice and out of order: `id` tells a repetition. Answer 2xx within 10 seconds.";

/** The calls that the firm's own programs get: the other direction of the API. */
export function describeEvents(): ZodOpenApiPathsObject {
  return Object.fromEntries(
    EVENT_TYPES.map((type) => [
      type,
      {
        post: {
          operationId: `on_${type.replace(".", "_")}`,
          summary: EVENT_DATA[type].summary,
          description: DESCRIPTION,
          tags: ["Webhooks"],
          security: [],
          requestParams: {
            header: z.object({ "Docketpay-Event": z.string(), "Docketpay-Signature": z.string() }),
          },
          requestBody: { required: true, content: { "application/json": { schema: eventBody(type) } } },
          responses: { "2XX": { description: "Taken. What is in the answer does not matter." } },
        },
      },
    ]),
  );
}

/** One call's body, as `notifyEndpoints` writes it. */
export function eventBody(type: EventType) {
  return z.object({
    id: z.string().meta({ example: "evt_0a1b2c" }),
    type: z.literal(type),
    createdAt: instant,
    data: EVENT_DATA[type].data,
  });
}
