/** Why cards are declined: the sandbox's method that does it, and what the gateway advises. */
export const DECLINES = {
  card_declined: { testMethod: "declined", retry: "other_method", weight: 40 },
  insufficient_funds: { testMethod: "insufficient-funds", retry: "later", weight: 38 },
  expired_card: { testMethod: "expired", retry: "other_method", weight: 12 },
  processing_error: { testMethod: "processing-error", retry: "later", weight: 7 },
  stolen_card: { testMethod: "stolen", retry: "never", weight: 3 },
} as const;

export type SeedDeclineCode = keyof typeof DECLINES;
export const DECLINE_CHOICES: readonly (readonly [SeedDeclineCode, number])[] = (
  ["card_declined", "insufficient_funds", "expired_card", "processing_error", "stolen_card"] as const
).map((code) => [code, DECLINES[code].weight] as const);
