import { createRandom } from "@/db/seed/random";

/** What staff do about a payment once it is taken. Shares are of its amount. */
export type Correction =
  | { kind: "none" }
  /** One after the other, each a press of its own. */
  | { kind: "refunds"; shares: readonly number[] }
  /** The same press twice at once, or two people at once who together ask for more than there is. */
  | { kind: "double-click"; share: number }
  | { kind: "rivals"; shares: readonly [number, number] }
  | { kind: "void" }
  | { kind: "void-or-refund"; share: number };

/** By the names of the sandbox's test methods. */
export type StoryMethod = "visa" | "bank-pays" | "bank-r01" | "bank-r02";

export type Story = { method: StoryMethod; correction: Correction; isMethodRemoved: boolean; amountCents: number };

const METHODS: readonly (readonly [StoryMethod, number])[] = [
  ["visa", 7],
  ["bank-pays", 3],
  ["bank-r01", 1],
  ["bank-r02", 1],
];
const SAVED_METHODS: typeof METHODS = [
  ["visa", 3],
  ["bank-pays", 1],
];
const CORRECTIONS: readonly (readonly [Correction, number])[] = [
  [{ kind: "none" }, 4],
  [{ kind: "refunds", shares: [0.4] }, 2],
  [{ kind: "refunds", shares: [0.3, 0.3, 0.4] }, 2],
  [{ kind: "refunds", shares: [1] }, 1],
  [{ kind: "double-click", share: 0.4 }, 2],
  [{ kind: "rivals", shares: [0.6, 0.6] }, 2],
  [{ kind: "void" }, 2],
  [{ kind: "void-or-refund", share: 0.4 }, 2],
];
const REMOVED_SHARE = 0.4;

/** The same in every process, after every restart and in every run with that seed: `name` has the seed and the number of the story. */
export function storyNamed(name: string, isMethod: boolean): Story {
  const random = createRandom(`crash/story/${name}`);
  return {
    method: random.weighted(isMethod ? SAVED_METHODS : METHODS),
    correction: random.weighted(CORRECTIONS),
    isMethodRemoved: random.chance(REMOVED_SHARE),
    amountCents: random.int(100, 90_000),
  };
}

/** Of the press number so and so of a payment's refunds; the asked amount is part of it, so that the figures need not trust our books. */
export function refundKeyOf(paymentId: string, press: number, amountCents: number): string {
  return `crash-${paymentId}-${press}-${amountCents}`;
}

export function isMethodStory(storyId: string): boolean {
  return storyId.startsWith("mrq_");
}

/** The form in which staff charge what was saved by a request. */
export function chargeFormOf(requestId: string): string {
  return requestId.replace(/^mrq_/, "req_");
}
