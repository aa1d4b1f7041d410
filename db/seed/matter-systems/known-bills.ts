import { addDays } from "./dates";
import type { StoryPeople } from "./people";
import type { StoryBill, StoryClient, StoryMatter } from "./story";

type Known = {
  number: number;
  matter: string;
  daysAgo: number;
  cents: number;
  paidCents?: number;
  fate?: StoryBill["fate"];
  /** Client numbers with their percentages; without it the client alone. */
  payors?: readonly { client: string; percent: number; paidCents?: number }[];
};

/** Bills that the screens' pictures, the documents and the tests name. All of the first firm. */
const KNOWN: readonly Known[] = [
  { number: 204_077, matter: "10427-0001", daysAgo: 106, cents: 298_000 },
  { number: 204_118, matter: "10427-0003", daysAgo: 75, cents: 312_500 },
  { number: 204_131, matter: "10427-0003", daysAgo: 45, cents: 184_020, paidCents: 0 },
  { number: 204_160, matter: "10427-0005", daysAgo: 12, cents: 96_000 },
  // Two clients' bills under one number.
  { number: 204_188, matter: "10360-0001", daysAgo: 40, cents: 410_000 },
  { number: 204_188, matter: "10285-0001", daysAgo: 38, cents: 305_025 },
  // Reversed, then billed again under its number.
  { number: 204_172, matter: "10418-0001", daysAgo: 60, cents: 240_000, fate: "reversed" },
  { number: 204_172, matter: "10418-0001", daysAgo: 52, cents: 216_500 },
  // Shared with an insurer, which has paid a part.
  {
    number: 204_180,
    matter: "10360-0001",
    daysAgo: 33,
    cents: 1_200_001,
    payors: [
      { client: "10360", percent: 20 },
      { client: "10494", percent: 80, paidCents: 500_000 },
    ],
  },
  { number: 204_183, matter: "10490-0001", daysAgo: 28, cents: 77_700 },
  { number: 204_184, matter: "10491-0001", daysAgo: 27, cents: 50_050 },
  { number: 204_185, matter: "10491-0002", daysAgo: 26, cents: 62_575 },
  { number: 204_186, matter: "10492-0001", daysAgo: 25, cents: 138_900, paidCents: 38_900 },
  { number: 204_187, matter: "10493-0001", daysAgo: 24, cents: 999_999 },
  { number: 204_190, matter: "10412-0001", daysAgo: 20, cents: 150_000, fate: "purged" },
];

export const KNOWN_NUMBERS: readonly number[] = KNOWN.map(({ number }) => number);

/** Their places follow those of `after` bills. */
export function tellKnownBills(people: StoryPeople, input: { today: string; after: number }): StoryBill[] {
  const matterOf = find(people.matters, "matter");
  const clientOf = find(people.clients, "client");
  return KNOWN.map((known, index): StoryBill => {
    const matter: StoryMatter = matterOf(known.matter);
    const datedOn = addDays(input.today, -known.daysAgo);
    const bear = (payor: StoryClient, percent: number | null, cents: number, paidCents = 0) => ({
      payor,
      percent,
      cents,
      credits:
        paidCents > 0
          ? [{ on: addDays(datedOn, 9), cents: paidCents, kind: "receipt" as const, reference: "CK 2214" }]
          : [],
    });
    const [first, ...rest] = known.payors ?? [];
    const others = rest.map((one) =>
      bear(clientOf(one.client), one.percent, Math.floor((known.cents * one.percent) / 100), one.paidCents),
    );
    const left = known.cents - others.reduce((sum, other) => sum + other.cents, 0);
    const leading = first
      ? bear(clientOf(first.client), first.percent, left, first.paidCents)
      : bear(matter.client, null, known.cents, known.paidCents);
    return {
      place: input.after + index + 1,
      number: known.number,
      datedOn,
      fate: known.fate ?? "billed",
      parts: [{ matter, cents: known.cents }],
      shares: [leading, ...others],
    };
  });
}

function find<T extends { number: string }>(list: readonly T[], what: string): (number: string) => T {
  const byNumber = new Map(list.map((one) => [one.number, one]));
  return (number) => {
    const found = byNumber.get(number);
    if (!found) throw new Error(`The demo has no ${what} ${number}.`);
    return found;
  };
}
