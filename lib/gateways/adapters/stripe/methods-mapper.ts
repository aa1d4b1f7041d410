import type Stripe from "stripe";
import type { MethodSummary } from "../../port";

type Card = { brand: string | null; last4: string | null; funding: string | null };
type Bank = { last4: string | null };
type Parts = { type?: string | null; card?: Partial<Card> | null; us_bank_account?: Partial<Bank> | null };

/** What may be shown of a method, from whichever of Stripe's objects tells it; null when none does. */
export function toMethod(parts: Parts | null | undefined): MethodSummary | null {
  if (!parts) return null;
  if (parts.us_bank_account?.last4) return { kind: "echeck", brand: "bank", last4: parts.us_bank_account.last4 };
  const { brand, last4, funding } = parts.card ?? {};
  if (!last4) return null;
  const known = (["credit", "debit", "prepaid"] as const).find((name) => name === funding);
  return { kind: "card", brand: brand ?? "card", last4, ...(known ? { funding: known } : {}) };
}

/** "2029-04"; null for a bank account. */
export function toExpiresMonth(method: Pick<Stripe.PaymentMethod, "card">): string | null {
  if (!method.card) return null;
  return `${method.card.exp_year}-${String(method.card.exp_month).padStart(2, "0")}`;
}

/** The object of a field that Stripe was asked to expand. @throws Error when it was not */
export function opened<T extends object>(field: string | T | null | undefined): T | null {
  if (field === null || field === undefined) return null;
  if (typeof field === "string") throw new Error(`Stripe left ${field.split("_")[0]}_ unexpanded`);
  return field;
}
