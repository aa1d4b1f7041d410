import { faker } from "@faker-js/faker/locale/en_US";
import type { Random } from "./random";

export type ScalePerson = {
  /** Null for someone who was not kept as a payer. */
  id: string | null;
  name: string;
  email: string;
  clientRef: string;
};

const KINDS = ["Holdings", "Properties", "Logistics", "Dental Group", "Builders", "Foods", "Printing", "Partners LLC"];

/** Invented payers, so many of them kept; all addresses end in .example. */
export function inventPeople(random: Random, count: number, kept: number, openedAt: Date): ScalePerson[] {
  faker.seed(20_261_121);
  const given = Array.from({ length: 400 }, () => faker.person.firstName());
  const family = Array.from({ length: 900 }, () => faker.person.lastName());
  return Array.from({ length: count }, (_, index) => {
    const last = random.pick(family);
    const name = random.chance(0.3) ? `${last} ${random.pick(KINDS)}` : `${random.pick(given)} ${last}`;
    const mailbox = name.toLowerCase().replace(/[^a-z]+/g, ".");
    return {
      id: index < kept ? random.id("pyr", openedAt) : null,
      name,
      email: `${mailbox}${index}@${random.chance(0.5) ? "mailbox" : "office"}.example`,
      clientRef: String(20_000 + Math.floor(index / 2)),
    };
  });
}

/** One of them; the first pay far more often than the last. */
export function pickPerson(random: Random, people: readonly ScalePerson[]): ScalePerson {
  const person = people[Math.floor(random.float() ** 2.2 * people.length)];
  if (!person) throw new Error("The seed has no payers to choose from.");
  return person;
}
