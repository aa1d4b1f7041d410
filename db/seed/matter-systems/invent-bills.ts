import { inventAmountCents } from "../amounts";
import type { Random } from "../random";
import { addDays, earlier } from "./dates";
import type { StoryPeople } from "./people";
import type { StoryBill, StoryClient, StoryCredit, StoryMatter, StoryShare } from "./story";

/** Bills of the last year begin here; older ones count down from below the numbers that the demo's payments name. */
const FIRST_RECENT = 204_200;
const LAST_OLD = 200_700;
const YEAR_DAYS = 365;

/** How often a bill older than so many days is paid, and how often nothing was paid on it yet. */
const PAID_AND_OPEN = [
  { days: 365, weights: [90, 5] },
  { days: 60, weights: [55, 30] },
] as const;

type Dated = Omit<StoryBill, "place" | "number">;

/** A few years of bills of these matters: most paid, many open, some part paid, reversed, purged, shared or overpaid. Oldest first. */
export function inventBills(random: Random, people: StoryPeople, today: string): StoryBill[] {
  const drafts = people.matters.flatMap((matter) =>
    Array.from({ length: random.int(2, 5) }, () => draftBill(random, people, matter, today)),
  );
  drafts.sort((a, b) => (a.datedOn < b.datedOn ? -1 : 1));
  const yearAgo = addDays(today, -YEAR_DAYS);
  const old = drafts.filter((draft) => draft.datedOn < yearAgo).length;
  return drafts.map((draft, index) => ({
    ...draft,
    place: index + 1,
    number: index < old ? LAST_OLD - (old - index) * 3 : FIRST_RECENT + (index - old) * 2,
  }));
}

function draftBill(random: Random, people: StoryPeople, matter: StoryMatter, today: string): Dated {
  const age = random.weighted([
    [random.int(2, 60), 30],
    [random.int(61, 365), 45],
    [random.int(366, 1_800), 25],
  ] as const);
  const datedOn = addDays(today, -age);
  const cents = inventAmountCents(random, "operating", "bulk_link");
  const fate = random.weighted([
    ["billed", 93],
    ["reversed", 5],
    ["purged", 2],
  ] as const);
  const others = people.matters.filter(
    (other) => other.client === matter.client && other !== matter && !other.isClosed,
  );
  if (others.length > 0 && random.chance(0.08)) {
    const second = random.pick(others);
    const part = Math.round(cents * random.pick([0.5, 0.35, 0.2]));
    const share = oneShare(random, { payor: matter.client, percent: null, cents, datedOn, today });
    return {
      datedOn,
      fate,
      // The leading matter of a bill is the lowest.
      parts:
        matter.number < second.number
          ? [
              { matter, cents: cents - part },
              { matter: second, cents: part },
            ]
          : [
              { matter: second, cents: part },
              { matter, cents: cents - part },
            ],
      shares: [share],
    };
  }
  const shares = splitAmong(choosePayors(random, people, matter.client), cents).map((share) =>
    oneShare(random, { ...share, datedOn, today }),
  );
  return { datedOn, fate, parts: [{ matter, cents }], shares: asShares(shares) };
}

/** Who bears a bill, with percentages that add up to a hundred. */
function choosePayors(
  random: Random,
  people: StoryPeople,
  client: StoryClient,
): { payor: StoryClient; percent: number | null }[] {
  if (!random.chance(0.1)) return [{ payor: client, percent: null }];
  const other = random.pick(people.clients.filter((one) => one !== client));
  const third = random.pick(people.clients.filter((one) => one !== client && one !== other));
  return random
    .weighted([
      [
        [
          { payor: client, percent: 50 },
          { payor: other, percent: 50 },
        ],
        4,
      ],
      [
        [
          { payor: client, percent: 20 },
          { payor: other, percent: 80 },
        ],
        3,
      ],
      [
        [
          { payor: client, percent: 33.34 },
          { payor: other, percent: 33.33 },
          { payor: third, percent: 33.33 },
        ],
        2,
      ],
      [
        [
          { payor: client, percent: 62.5 },
          { payor: other, percent: 37.5 },
        ],
        1,
      ],
    ] as const)
    .slice();
}

/** By percentage, the cents that rounding leaves over to the first. */
export function splitAmong<T extends { percent: number | null }>(
  payors: readonly T[],
  cents: number,
): (T & { cents: number })[] {
  const parts = payors.map((payor) => ({
    ...payor,
    cents: Math.floor((cents * Math.round((payor.percent ?? 100) * 100)) / 10_000),
  }));
  const rest = cents - parts.reduce((sum, part) => sum + part.cents, 0);
  return parts.map((part, index) => (index === 0 ? { ...part, cents: part.cents + rest } : part));
}

type Bearing = { payor: StoryClient; percent: number | null; cents: number; datedOn: string; today: string };

/** The older, the likelier to be paid. */
function oneShare(random: Random, { datedOn, today, ...share }: Bearing): StoryShare {
  const age = (Date.parse(today) - Date.parse(datedOn)) / 86_400_000;
  const [paid, open] = PAID_AND_OPEN.find(({ days }) => age > days)?.weights ?? [12, 75];
  const standing = random.weighted([
    ["paid", paid],
    ["part", 12],
    ["open", open],
    ["written_off", 3],
    ["overpaid", 1],
  ] as const);
  const on = earlier(addDays(datedOn, random.int(5, 50)), today);
  const credit = (cents: number, kind: StoryCredit["kind"]): StoryCredit => ({
    on,
    cents,
    kind,
    reference: kind === "receipt" ? `CK ${random.digits(4)}` : "",
  });
  const some = Math.max(1, Math.round((share.cents * random.int(10, 80)) / 100));
  const credits = {
    paid: [credit(share.cents, "receipt")],
    part: [credit(some, "receipt")],
    open: [],
    written_off: [credit(some, "receipt"), credit(share.cents - some, "write_off")],
    overpaid: [credit(share.cents + random.int(1, 300) * 100, "receipt")],
  }[standing];
  return { ...share, credits: credits.filter(({ cents }) => cents > 0) };
}

export function asShares(shares: readonly StoryShare[]): StoryBill["shares"] {
  const [first, ...rest] = shares;
  if (!first) throw new Error("A bill of the seed has nobody who bears it.");
  return [first, ...rest];
}
