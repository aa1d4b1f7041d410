import { z } from "zod";
import { LOCALES } from "@/lib/i18n/model";
import { sortTextsOf } from "@/lib/lists/rules";
import { PAYMENT_SORTS } from "./columns";
import {
  METHOD_KINDS,
  PAYMENT_GROUPS,
  PAYMENT_PERIODS,
  PAYMENT_SOURCES,
  PAYMENT_STATUSES,
  PAYMENT_TRAITS,
} from "./model";

/** Several values as `a,b` (address bar, API) or as an array. */
function listOf<T extends string>(values: readonly T[]) {
  return severalOf(z.enum(values as [T, ...T[]]));
}

function severalOf<T extends z.ZodType<string, string>>(one: T) {
  return z
    .union([
      z.array(one),
      z
        .string()
        .transform((text) => text.split(",").filter((part) => part !== ""))
        .pipe(z.array(one)),
    ])
    .default([]);
}

// The database knows no year 0.
const isoDate = z.iso.date({ error: "date_invalid" }).refine((text) => !text.startsWith("0000"), "date_invalid");
const dayOrNone = z.union([z.literal(""), isoDate]).default("");
const part = (longest: number) => z.string().trim().max(longest).default("");
/** Codes of brands and declines are the gateways' own; new ones appear. */
const codes = severalOf(z.string().regex(/^[a-z0-9_]{1,60}$/, "code_invalid"));
const cents = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish();

/** A payer's leave to debit a bank account: on which page they gave it. The words themselves are made here. */
export const DebitLeave = z.object({ shownOn: isoDate, locale: z.enum(LOCALES) });
export type DebitLeave = z.infer<typeof DebitLeave>;

/**
 * Filters of Payment Manager, as they stand in the address bar and in the API's query. Dates are days in the firm's time zone, both
 * ends included. `match`: whether a payment meets all conditions or any. A range (of dates, of amounts) is one condition.
 */
export const PaymentFilter = z.object({
  /** Any part of what is known of a payment; of one or two characters, the beginning of a word. */
  q: part(120),
  number: part(60),
  payer: part(120),
  email: part(254),
  invoice: part(120),
  client: part(120),
  matter: part(120),
  last4: z.union([z.literal(""), z.string().regex(/^\d{4}$/, "last4_invalid")]).default(""),
  payerId: part(60),
  status: listOf(PAYMENT_STATUSES),
  source: listOf(PAYMENT_SOURCES),
  methodKind: listOf(METHOD_KINDS),
  brand: codes,
  decline: codes,
  /** Payments that have such a part at all. */
  has: listOf(PAYMENT_TRAITS),
  /** Ids or exact names of merchant accounts, with commas between them. */
  account: part(1_000),
  accountKind: z.enum(["", "operating", "trust"]).default(""),
  /** Ids of the users who entered or sent it. */
  user: severalOf(z.string().regex(/^[a-z]+_[0-9a-z_]{1,60}$/, "user_invalid")),
  /** Which instant `from`, `to` and `period` speak of. */
  on: z.enum(["created", "approved", "settled"]).default("created"),
  from: dayOrNone,
  to: dayOrNone,
  /** Days that move with today. Stands instead of `from` and `to`. */
  period: z.enum(["", ...PAYMENT_PERIODS]).default(""),
  /** Exactly this amount, as a person writes it: "1,250.00". */
  amount: part(40),
  minCents: cents,
  maxCents: cents,
  /** Exact values of the firm's own fields, by the field's id. In an address each is `cf.<id>=value`: see `gatherCustomFields`. */
  customFields: z.record(z.string().regex(/^fld_[0-9a-z]{1,60}$/, "field_invalid"), z.string().max(500)).default({}),
  match: z.enum(["all", "any"]).default("all"),
  sort: z.enum(sortTextsOf(PAYMENT_SORTS)).default("-date"),
  /** Rows put together under subtotals; the list itself does not change. */
  group: z.enum(["", ...PAYMENT_GROUPS]).default(""),
  cursor: z.string().max(2_000).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PaymentFilter = z.infer<typeof PaymentFilter>;

/** The same query with its `cf.<id>` parts put together as `customFields`. */
export function gatherCustomFields(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = Object.entries(query).filter(([key, value]) => key.startsWith("cf.") && value !== "");
  if (own.length === 0) return { ...query };
  const customFields = Object.fromEntries(own.map(([key, value]) => [key.slice("cf.".length), value]));
  return { ...query, customFields };
}

export const CheckPaymentInput = z.object({ paymentId: z.string().min(1).max(60) });
export type CheckPaymentInput = z.infer<typeof CheckPaymentInput>;
