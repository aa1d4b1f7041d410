import { z } from "zod";
import { CURRENCY_CODES } from "@/lib/money/currency";
import { ACCOUNT_GATEWAYS } from "./model";

/** Every message is a word that a screen turns into a sentence (`errors.field.*`). */
const key = (pattern: RegExp, wrong: string) =>
  z
    .string()
    .trim()
    .max(300, wrong)
    .default("")
    .refine((value) => value === "" || pattern.test(value), wrong);

/** One merchant account as the form has it. An empty key leaves the kept one as it is. */
export const AccountInput = z
  .object({
    /** Absent for a new one. */
    accountId: z.string().max(60).optional(),
    requestId: z.string().max(60).optional(),
    name: z.string().trim().min(1, "account_name_missing").max(60, "text_too_long"),
    kind: z.enum(["operating", "trust"]),
    currency: z.enum(CURRENCY_CODES),
    bankLast4: z
      .string()
      .trim()
      .regex(/^(\d{4})?$/, "bank_last4_invalid"),
    gateway: z.enum(ACCOUNT_GATEWAYS),
    feeAccountId: z.string().max(60).default(""),
    acceptsCard: z.boolean(),
    acceptsEcheck: z.boolean(),
    isDefault: z.boolean(),
    secretKey: key(/^[sr]k_(test|live)_[A-Za-z0-9_]{3,}$/, "secret_key_form"),
    publishableKey: key(/^pk_(test|live)_[A-Za-z0-9_]{3,}$/, "publishable_key_form"),
    webhookSecret: key(/^whsec_[A-Za-z0-9_+/=-]{8,}$/, "webhook_secret_form"),
  })
  .refine((value) => value.acceptsCard || value.acceptsEcheck, { path: ["acceptsCard"], message: "methods_missing" })
  .refine((value) => value.gateway !== "stripe" || !value.acceptsEcheck || value.currency === "USD", {
    path: ["acceptsEcheck"],
    message: "echeck_needs_usd",
  });
export type AccountInput = z.infer<typeof AccountInput>;
export type AccountTyped = z.input<typeof AccountInput>;

export const AccountIdInput = z.object({ accountId: z.string().min(1).max(60) });
export type AccountIdInput = z.infer<typeof AccountIdInput>;
