import * as fc from "fast-check";
import { HARTWELL } from "@/db/seed/firms";
import { inventBaseStory } from "@/db/seed/matter-systems/invent-story";
import type {
  MatterStory,
  StoryBill,
  StoryClient,
  StoryMatter,
  StoryTrustLedger,
} from "@/db/seed/matter-systems/story";
import { hostileText } from "./hostile-texts";

export const TODAY = "2026-03-10";
/** More than twenty pages of five hundred, on few days, so that only the key tells them apart. */
export const MANY_BILLS = 10_050;
export const MANY_CLIENT = "999000";
const HOSTILE = 60;
const HOSTILE_BILL = 700_001;
const MANY_BILL = 800_001;

export type ContractStory = MatterStory & {
  allClients: readonly StoryClient[];
  allMatters: readonly StoryMatter[];
  allBills: readonly StoryBill[];
  allLedgers: readonly StoryTrustLedger[];
  hostileMatters: readonly StoryMatter[];
};

/**
 * The demo's story, one client with very many bills, and clients and matters whose names and numbers are hostile: other ones in each run.
 * `mostNumber` is what the system allows for a client's and a matter's number.
 */
export function tellContractStory(mostNumber: { client: number; matter: number }): ContractStory {
  const base = inventBaseStory(HARTWELL, { today: TODAY });
  const clients = [...base.clients];
  const matters = [...base.matters];
  const bills = [...base.bills];
  const trustLedgers = [...base.trustLedgers];
  const addMatter = (input: { clientNumber: string; clientName: string; number: string; name: string }) => {
    const client = { place: clients.length + 1, number: input.clientNumber, name: input.clientName };
    const { number, name } = input;
    const matter = { place: matters.length + 1, number, name, client, isClosed: false, billedBy: "MH", ledBy: "RL" };
    clients.push(client);
    matters.push(matter);
    return matter;
  };
  const addBill = (matter: StoryMatter, number: number, datedOn: string, cents: number) => {
    const share = { payor: matter.client, percent: null, cents, credits: [] };
    bills.push({
      place: bills.length + 1,
      number,
      datedOn,
      fate: "billed",
      parts: [{ matter, cents }],
      shares: [share],
    });
  };
  const hostileMatters = inventHostile(mostNumber).map(addMatter);
  for (const [index, matter] of hostileMatters.entries()) {
    addBill(matter, HOSTILE_BILL + index, "2026-02-01", 10_000 + index);
    const moves = [{ on: "2026-01-15", cents: 50_000 + index, reference: "WIRE", note: "Retainer" }];
    trustLedgers.push({ place: trustLedgers.length + 1, matter, bank: "IOLTA", moves });
  }
  const many = addMatter({
    clientNumber: MANY_CLIENT,
    clientName: "Very Many Bills LLC",
    number: "999000-1",
    name: "All",
  });
  for (let index = 0; index < MANY_BILLS; index++)
    addBill(many, MANY_BILL + index, `2026-01-0${(index % 7) + 1}`, 100 + index);
  return {
    ...{
      clients: () => clients,
      matters: () => matters,
      bills: () => bills,
      trustLedgers: () => trustLedgers,
      hostileMatters,
    },
    ...{ allClients: clients, allMatters: matters, allBills: bills, allLedgers: trustLedgers },
  };
}

function inventHostile(mostNumber: { client: number; matter: number }) {
  const sample = (most: number) => distinct(fc.sample(hostileText(most), HOSTILE * 4)).slice(0, HOSTILE);
  const names = sample(200);
  const numbers = sample(mostNumber.client);
  const matterNumbers = sample(mostNumber.matter);
  const matterNames = sample(200);
  const count = Math.min(names.length, numbers.length, matterNumbers.length, matterNames.length);
  return Array.from({ length: count }, (_, index) => ({
    clientName: names[index] ?? "",
    clientNumber: numbers[index] ?? "",
    number: matterNumbers[index] ?? "",
    name: matterNames[index] ?? "",
  }));
}

function distinct(texts: readonly string[]): string[] {
  const known = new Map(texts.map((text) => [text.toLowerCase(), text]));
  return [...known.values()];
}
