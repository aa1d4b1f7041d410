/** A storm of webhooks: what happens at the gateway, told badly. */
export type StormPlan = {
  /** Decides what happens to each payment and the order in which its events arrive. */
  seed: number;
  /** Every event comes once to this many times. */
  mostCopies: number;
  /** Share of events of which no copy ever comes. */
  dropShare: number;
  /** Share of deliveries after which everything that waits is looked at; the rest waits longer. */
  followShare: number;
};

export type StormReport = {
  seed: number;
  payments: number;
  /** What happened at the gateway. */
  events: number;
  dropped: number;
  /** Copies that arrived, and how many of them said something new. */
  deliveries: number;
  stored: number;
  /** Payments whose state differed from the gateway's when the last event had been dealt with, because events never came. */
  behindBefore: number;
  /** The same after reconciliation. Must be none. */
  behindAfter: number;
  /** What is wrong with the books, in words. Must be none. */
  faults: string[];
  seconds: number;
};
