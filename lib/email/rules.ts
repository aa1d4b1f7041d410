type Outcome = "" | "delivered" | "bounced" | "complained";

const RANK: Readonly<Record<Outcome, number>> = { "": 0, delivered: 1, bounced: 2, complained: 3 };

/** Whether an outcome says more than the one that is known. Who complains has the mail, so it is the last word. */
export function isLaterOutcome(known: Outcome, told: Outcome): boolean {
  return RANK[told] > RANK[known];
}
