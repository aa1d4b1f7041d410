import { faker } from "@faker-js/faker/locale/en_US";
import { createRandom, type Random } from "../random";
import { addDays } from "./dates";
import { asShares, splitAmong } from "./invent-bills";
import type { BaseStory } from "./invent-story";
import { chooseLawyers } from "./people";
import type { MatterStory, StoryBill, StoryClient, StoryMatter, StoryTrustLedger } from "./story";

const BILLS_PER_CLIENT = 40;
const MATTERS_PER_CLIENT = 3;
const FIRST_CLIENT = 400_000;
const FIRST_NUMBER = 300_000;
const OLDEST_DAYS = 900;
/** One in so many bills is paid, reversed or purged, so that a search has something to leave out. */
const DONE_EVERY = 8;
const SHARED_EVERY = 16;
const TRUST_EVERY = 10;
const KINDS = ["Holdings", "Properties", "Logistics", "Dental Group", "Builders", "Foods", "Printing", "Partners LLC"];
const SUBJECTS = ["Lease", "Licence", "Claim", "Appeal", "Closing", "Charter", "Estate", "Audit", "Merger", "Permit"];

/** The story with so many open invoices more, as a large firm has. Told as it is read: nothing of the many stays in memory but clients and matters. */
export function withMany(base: BaseStory, input: { invoices: number; today: string }): MatterStory {
  const { clients, matters } = inventMany(base, Math.ceil(input.invoices / BILLS_PER_CLIENT));
  return {
    clients: () => [...base.clients, ...clients],
    matters: () => [...base.matters, ...matters],
    bills: () => tellBills(base, { clients, matters, ...input }),
    trustLedgers: () => tellTrust(base, matters, input.today),
  };
}

function inventMany(base: BaseStory, count: number): { clients: StoryClient[]; matters: StoryMatter[] } {
  const random = createRandom("matter-systems/many");
  faker.seed(20_261_121);
  const given = Array.from({ length: 400 }, () => faker.person.firstName());
  const family = Array.from({ length: 900 }, () => faker.person.lastName());
  const clients = Array.from({ length: count }, (_, index): StoryClient => {
    const last = random.pick(family);
    const name = random.chance(0.4) ? `${last} ${random.pick(KINDS)}` : `${random.pick(given)} ${last}`;
    return { place: base.clients.length + index + 1, number: String(FIRST_CLIENT + index), name };
  });
  const matters = clients.flatMap((client, index) =>
    Array.from(
      { length: MATTERS_PER_CLIENT },
      (_, at): StoryMatter => ({
        place: base.matters.length + index * MATTERS_PER_CLIENT + at + 1,
        number: `${client.number}-000${at + 1}`,
        name: `${random.pick(SUBJECTS)} of ${random.pick(family)} ${random.int(1, 999)}`,
        client,
        isClosed: false,
        ...chooseLawyers(random),
      }),
    ),
  );
  return { clients, matters };
}

type Many = { clients: readonly StoryClient[]; matters: readonly StoryMatter[]; invoices: number; today: string };

function* tellBills(base: BaseStory, many: Many): Iterable<StoryBill> {
  yield* base.bills;
  const random = createRandom("matter-systems/many/bills");
  let open = 0;
  for (let index = 0; open < many.invoices; index++) {
    const isDone = index % DONE_EVERY === 0;
    const bill = tellBill(random, many, { index, isDone, place: base.bills.length + index + 1 });
    // Each payor's share is an open invoice of its own.
    if (!isDone) open += bill.shares.length;
    yield bill;
  }
}

function tellBill(random: Random, many: Many, at: { index: number; isDone: boolean; place: number }): StoryBill {
  const matter = random.pick(many.matters);
  const cents = random.int(15_000, 1_500_000);
  const datedOn = addDays(many.today, -random.int(1, OLDEST_DAYS));
  const other = at.index % SHARED_EVERY === 1 ? random.pick(many.clients) : matter.client;
  const payors: { payor: StoryClient; percent: number | null }[] =
    other === matter.client
      ? [{ payor: other, percent: null }]
      : [
          { payor: matter.client, percent: 25 },
          { payor: other, percent: 75 },
        ];
  const partlyPaid = random.chance(0.2) ? random.int(5, 90) : 0;
  const paidShare = at.isDone ? 100 : partlyPaid;
  return {
    place: at.place,
    number: FIRST_NUMBER + at.index,
    datedOn,
    fate: at.isDone ? random.pick(["billed", "billed", "reversed", "purged"] as const) : "billed",
    parts: [{ matter, cents }],
    shares: asShares(
      splitAmong(payors, cents).map((share) => ({
        ...share,
        credits: payPart(share.cents, paidShare, datedOn, many.today),
      })),
    ),
  };
}

function payPart(cents: number, percent: number, datedOn: string, today: string) {
  const paid = Math.floor((cents * percent) / 100);
  const on = addDays(datedOn, 20) < today ? addDays(datedOn, 20) : today;
  return paid > 0 ? [{ on, cents: paid, kind: "receipt" as const, reference: `CK ${paid % 10_000}` }] : [];
}

function* tellTrust(base: BaseStory, matters: readonly StoryMatter[], today: string): Iterable<StoryTrustLedger> {
  yield* base.trustLedgers;
  for (const [index, matter] of matters.entries()) {
    if (index % TRUST_EVERY !== 0) continue;
    const moves = [
      { on: addDays(today, -(index % 300) - 1), cents: 100_000 + index * 100, reference: "WIRE", note: "Retainer" },
    ];
    yield { place: base.trustLedgers.length + index / TRUST_EVERY + 1, matter, bank: "IOLTA", moves };
  }
}
