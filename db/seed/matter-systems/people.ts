import { HARTWELL, type SeedFirm } from "../firms";
import { inventPayers } from "../payers";
import { createRandom, type Random } from "../random";
import { TIMEKEEPERS } from "./codes";
import type { StoryClient, StoryMatter } from "./story";

/** As many as the demo firms have payers, so that the matter system's clients are those payers. */
const PAYERS = { hartwell: 120, okafor: 24 } as const;

const MATTER_NAMES = [
  "General counsel",
  "Lease review",
  "Employment agreement",
  "Trademark registration",
  "Estate plan",
  "Contract dispute",
  "Real estate closing",
  "Licensing",
  "Collections",
  "Incorporation",
  "Tax appeal",
  "Insurance claim",
  "Partnership buyout",
  "Zoning application",
  "Probate",
  "Non-disclosure agreement",
  "Arbitration",
  "Guardianship",
] as const;

/** The matters that the screens' pictures name. */
const KNOWN_MATTERS: Record<string, string> = {
  "10427-0001": "General counsel",
  "10427-0002": "Crew agreements",
  "10427-0003": "Charter party dispute",
  "10427-0004": "Vessel mortgage",
  "10427-0005": "Lease, Pier 9",
  "10455-0001": "Purchase of a home",
  "10460-0001": "Immigration petition",
  "10391-0001": "Probate of A. Penhallow",
};

/** Names and numbers as awkward as real ones get: quotes, marks that SQL reads as patterns, other scripts, 200 characters. */
const AWKWARD: readonly { number: string; name: string; matters: readonly string[] }[] = [
  { number: "10490", name: 'O’Neil & O\'Neil; "The Quarry"', matters: ["Sale of '47 Ketch", "100% owned subsidiary"] },
  {
    number: "10491",
    name: "Fifty_50 Partners [West] 50%",
    matters: ["Series A_1 [draft]", "Back\\slash Holdings v. Town"],
  },
  { number: "10492", name: "Жанна Королёва 株式会社 Ångström", matters: ["Überseecontainer — Haftung"] },
  { number: "10493", name: `Consolidated ${"Wharf, Pier and Harbor ".repeat(8)}Co`, matters: ["Reorganization"] },
  { number: "10494", name: "Tidewater Mutual Insurance Co.", matters: ["Panel counsel, 2026"] },
];

export type StoryPeople = { clients: readonly StoryClient[]; matters: readonly StoryMatter[] };

/** The clients and matters of a demo firm. */
export function inventStoryPeople(firm: SeedFirm): StoryPeople {
  const isFirst = firm === HARTWELL;
  const payers = inventPayers(createRandom(`${firm.slug}/payers`), {
    count: isFirst ? PAYERS.hartwell : PAYERS.okafor,
    withKnown: isFirst,
    since: new Date(0),
  });
  const random = createRandom(`${firm.slug}/matter-system/matters`);
  const clients: StoryClient[] = [];
  const matters: StoryMatter[] = [];
  const open = (number: string, name: string): StoryClient => {
    const client = { place: clients.length + 1, number, name };
    clients.push(client);
    return client;
  };
  const add = (client: StoryClient, number: string, name: string, isClosed: boolean) =>
    matters.push({ place: matters.length + 1, number, name, client, isClosed, ...chooseLawyers(random) });

  for (const payer of payers) {
    const client = open(payer.clientRef, payer.name);
    const count = payer.clientRef === "10427" ? 5 : payer.matterRefs.length;
    for (let at = 1; at <= count; at++) {
      const number = `${payer.clientRef}-000${at}`;
      // The last of several may be done with; a client keeps at least one open.
      add(
        client,
        number,
        KNOWN_MATTERS[number] ?? random.pick(MATTER_NAMES),
        at > 1 && at === count && random.chance(0.2),
      );
    }
  }
  for (const { number, name, matters: names } of isFirst ? AWKWARD : []) {
    const client = open(number, name.slice(0, 200));
    for (const [index, matter] of names.entries()) add(client, `${number}-000${index + 1}`, matter, false);
  }
  return { clients, matters };
}

export function chooseLawyers(random: Random): { billedBy: string; ledBy: string } {
  return { billedBy: random.pick(TIMEKEEPERS).initials, ledBy: random.pick(TIMEKEEPERS).initials };
}
