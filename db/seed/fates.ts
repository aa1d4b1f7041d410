import type { Random } from "./random";
import type { Draft, Fate } from "./story";

const DAY_MS = 86_400_000;

/** Ages in days that leave room for a story to be told to its end before today. */
type Share = { fate: Fate; share: number; fromDays: number; toDays: number };

const OF_CARDS: readonly Share[] = [
  { fate: "declined", share: 0.042, fromDays: 0, toDays: 400 },
  { fate: "refunded", share: 0.01, fromDays: 18, toDays: 400 },
  { fate: "partially_refunded", share: 0.009, fromDays: 18, toDays: 400 },
  { fate: "voided", share: 0.002, fromDays: 1, toDays: 400 },
  { fate: "disputed", share: 0.004, fromDays: 30, toDays: 75 },
  { fate: "dispute_lost", share: 0.0008, fromDays: 80, toDays: 400 },
  { fate: "dispute_won", share: 0.0008, fromDays: 80, toDays: 400 },
];
const OF_BANKS: readonly Share[] = [
  { fate: "returned", share: 0.009, fromDays: 16, toDays: 400 },
  { fate: "refunded", share: 0.006, fromDays: 22, toDays: 400 },
  { fate: "partially_refunded", share: 0.006, fromDays: 22, toDays: 400 },
];

/** What became of a payment of this method and age. */
export function chooseFate(random: Random, draft: Pick<Draft, "createdAt" | "method">, now: Date): Fate {
  const ageDays = (now.getTime() - draft.createdAt.getTime()) / DAY_MS;
  const shares = draft.method.kind === "card" ? OF_CARDS : OF_BANKS;
  let point = random.float();
  for (const { fate, share, fromDays, toDays } of shares) {
    if (ageDays < fromDays || ageDays > toDays) continue;
    point -= share;
    if (point < 0) return fate;
  }
  return "taken";
}
