import type { PaymentSource } from "@/lib/payments/model";
import type { Random } from "./random";

const LEAST_CENTS = 15_000;
const MOST_CENTS = 4_500_000;
const HOURLY_RATES = [225, 275, 310, 385, 425, 495, 560, 650];
const CONSULTATION_FEES = [150, 200, 250, 350];
const RETAINERS: readonly (readonly [number, number])[] = [
  [750, 6],
  [1_000, 9],
  [1_500, 12],
  [2_000, 8],
  [2_500, 16],
  [3_500, 9],
  [5_000, 16],
  [7_500, 8],
  [10_000, 8],
  [15_000, 4],
  [20_000, 2],
  [25_000, 1.5],
  [40_000, 0.4],
];

/** What one payment is for, in cents: from $150.00 to $45,000.00, as law firms bill. */
export function inventAmountCents(random: Random, kind: "operating" | "trust", source: PaymentSource): number {
  if (kind === "trust") return random.weighted(RETAINERS) * 100;
  if (source === "payment_page" && random.chance(0.6)) return random.pick(CONSULTATION_FEES) * 100;
  return billCents(random);
}

/** The same every month: $150 to $1,500, in steps of $25. */
export function inventInstalmentCents(random: Random): number {
  return random.int(6, 60) * 2_500;
}

// Tenths of hours at a partner's or an associate's rate, sometimes with copies and filing fees on top.
function billCents(random: Random): number {
  const tenths = Math.max(4, Math.round(random.logNormal(20, 1)));
  const fees = tenths * random.pick(HOURLY_RATES) * 10;
  const costs = random.chance(0.3) ? random.int(350, 42_500) : 0;
  return Math.min(MOST_CENTS, Math.max(LEAST_CENTS, fees + costs));
}
