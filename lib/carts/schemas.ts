import { z } from "zod";
import { LOCALES } from "@/lib/i18n/model";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { PAYMENT_SOURCES } from "@/lib/payments/model";

const text = (max: number) => z.string().trim().max(max).default("");
const Part = z.object({
  accountId: z.string().min(1).max(60),
  amountCents: z.int().min(1, "amount_too_small").max(MAX_AMOUNT_CENTS, "amount_too_large"),
  invoiceNumber: text(60),
  clientRef: text(120),
  matterRef: text(120),
});

/** Each part is a charge of its own, one after the other, while somebody waits. */
export const MOST_TRUST_PARTS = 20;

/** Operating and trust lines asked for together, summed by their kind and matter. Amounts in minor units. */
export const PlaceCartInput = z
  .object({
    requestKey: z.string().min(8).max(200),
    source: z.enum(PAYMENT_SOURCES),
    payerId: z
      .string()
      .max(60)
      .nullish()
      .transform((value) => value ?? null),
    payerName: text(120),
    receiptEmails: z
      .array(z.email({ error: "email_invalid" }).max(254))
      .max(20)
      .default([]),
    locale: z.enum(LOCALES).default("en"),
    operating: Part.nullish(),
    /** One for each matter (T9). */
    trust: z
      .union([Part.transform((part) => [part]), z.array(Part).max(MOST_TRUST_PARTS, "cart_too_many_parts")])
      .nullish()
      .transform((given) => given ?? []),
  })
  .refine((cart) => cart.operating || cart.trust.length > 0, { path: ["operating"], message: "cart_empty" })
  .refine((cart) => cart.trust.every(({ clientRef, matterRef }) => clientRef !== "" && matterRef !== ""), {
    path: ["trust.matterRef"],
    message: "trust_needs_matter",
  });
export type PlaceCartInput = z.infer<typeof PlaceCartInput>;
