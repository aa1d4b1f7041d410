import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import type { MethodView } from "@/lib/methods/model";
import type { PayerAddress, PayerRow } from "@/lib/payers/model";
import type { ChargeResult, PaymentStatus } from "@/lib/payments/model";
import type { Surcharge } from "@/lib/surcharges/model";

/** Pure words of Enter Payment: what its form shows, what a user may hide of it, and what it answers. */

/** Fields that a user may hide; those of the firm's own that are not required come to them, as "cf.<id>". */
export const HIDEABLE_FIELDS = ["invoiceNumber", "clientRef", "matterRef", "billingAddress", "note"] as const;

export type EntryAccount = MerchantAccountView & {
  gateway: string;
  /** What a credit card bears beyond the amount; 0 where none is taken. */
  surchargeBasisPoints: number;
  surchargeText: string;
};

/** A saved method as the form offers it; one can be charged into the account only that it is kept at. */
export type EntryMethod = Pick<
  MethodView,
  "id" | "kind" | "brand" | "last4" | "expiresMonth" | "isExpired" | "isDefault" | "accountId" | "accountName"
>;

/** What the form takes over of a payer that is chosen. */
export type EntryPayer = {
  id: string;
  name: string;
  emails: readonly string[];
  clientRefs: readonly string[];
  address: PayerAddress;
  methods: readonly EntryMethod[];
};

export type PayerMatch = Pick<PayerRow, "id" | "name" | "emails" | "clientRefs">;

/** What a user has arranged: fields that they do not want to see, and the account they used last. */
export type EntryLayout = { hidden: readonly string[]; accountId: string };

export type EntryForm = {
  accounts: readonly EntryAccount[];
  customFields: readonly CustomFieldView[];
  layout: EntryLayout;
};

/** A payment that this one may repeat. */
export type LikelyDuplicate = {
  paymentId: string;
  number: string;
  payerName: string;
  amountCents: number;
  currency: string;
  minutesAgo: number;
  methodBrand: string;
  methodLast4: string;
};

/** What became of one press: a charge, or a question that must be answered before one. */
export type EntryResult = ChargeResult | ({ kind: "duplicate" } & LikelyDuplicate);

/** A total to agree to; `surcharge` null for a method that bears none. */
export type EntryQuote = {
  agreedTotalCents: number;
  currency: string;
  surcharge: (Surcharge & { brand: string; last4: string }) | null;
};

/** The payment that a form has led to. */
export type EnteredPayment = {
  paymentId: string;
  number: string;
  status: PaymentStatus;
  amountCents: number;
  currency: string;
  payerName: string;
  declineCode: string;
  /** Where the payer answers their bank; "" when nobody waits for that. */
  challengeUrl: string;
};
