import { inventAmountCents } from "../amounts";
import type { Random } from "../random";
import { addDays, earlier } from "./dates";
import type { StoryPeople } from "./people";
import type { StoryMatter, StoryTrustLedger, TrustBank } from "./story";

type Moves = StoryTrustLedger["moves"];

/** Matters whose ledgers the screens' pictures and the tests name: held at one bank, at two, emptied. */
const KNOWN: readonly { matter: string; bank: TrustBank; held: readonly number[] }[] = [
  { matter: "10427-0003", bank: "IOLTA", held: [1_500_000, -250_000] },
  { matter: "10427-0003", bank: "ESCROW", held: [4_000_000] },
  { matter: "10427-0005", bank: "IOLTA", held: [250_000, -250_000] },
  { matter: "10455-0001", bank: "IOLTA", held: [500_000] },
];

/** What is held for these matters. A ledger may have been emptied, none is below zero. */
export function inventTrustLedgers(random: Random, people: StoryPeople, today: string): StoryTrustLedger[] {
  const known = KNOWN.flatMap(({ matter: number, bank, held }) => {
    const matter = people.matters.find((one) => one.number === number);
    return matter ? [{ matter, bank, moves: tellMoves(held, today) }] : [];
  });
  const named = new Set(known.map(({ matter }) => matter));
  const others = people.matters
    .filter((matter) => !named.has(matter) && random.chance(0.3))
    .map((matter) => ({
      matter,
      bank: random.chance(0.12) ? ("ESCROW" as const) : ("IOLTA" as const),
      moves: inventMoves(random, matter, today),
    }));
  return [...known, ...others].map((ledger, index) => ({ ...ledger, place: index + 1 }));
}

function tellMoves(held: readonly number[], today: string): Moves {
  return held.map((cents, index) => ({
    on: addDays(today, -90 + index * 30),
    cents,
    reference: cents > 0 ? "WIRE" : `TC ${7_100 + index}`,
    note: cents > 0 ? "Retainer" : "Applied to a bill",
  }));
}

export function inventMoves(random: Random, matter: StoryMatter, today: string): Moves {
  let on = addDays(today, -random.int(60, 700));
  const moves: Moves[number][] = [];
  let held = 0;
  const book = (cents: number, reference: string, note: string) => {
    held += cents;
    moves.push({ on, cents, reference, note });
    on = earlier(addDays(on, random.int(10, 60)), today);
  };
  for (let round = random.int(1, 3); round > 0; round--) {
    book(inventAmountCents(random, "trust", "quick_link"), `CK ${random.digits(4)}`, "Retainer");
    if (random.chance(0.6))
      book(-Math.round((held * random.int(10, 100)) / 100), `TC ${random.digits(4)}`, "Applied to a bill");
  }
  if (held > 0 && (matter.isClosed || random.chance(0.2)))
    book(-held, `TC ${random.digits(4)}`, "Returned to the client");
  return moves.filter(({ cents }) => cents !== 0);
}
