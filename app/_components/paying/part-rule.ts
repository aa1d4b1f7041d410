/** Stands in the words of a part payment where its amount will. */
export const AMOUNT_MARK = "{amount}";

/** How much of a link its payer may pay, and the words that name the amount, with a mark in its place. */
export type PartRule = {
  currency: string;
  locale: string;
  leastCents: number;
  mostCents: number;
  texts: Record<"label" | "hint" | "invalid" | "pay" | "authorize" | "challengeText", string>;
};

/** An amount that the payer chose, with its text. */
export type PartAmount = { cents: number; text: string };
