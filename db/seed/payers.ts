import { faker } from "@faker-js/faker/locale/en_US";
import type { ClientBase } from "pg";
import { payers } from "@/db/schema/payers";
import type { Locale } from "@/lib/i18n/model";
import type { SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { Random } from "./random";

/** What a payer pays with, and the sandbox's test method that stands behind it. */
export type SeedMethod = { kind: "card" | "echeck"; brand: string; last4: string; testMethod: string };

export type SeedPayer = {
  /** Null for someone who paid once and was not kept. */
  id: string | null;
  name: string;
  email: string;
  locale: Locale;
  isBusiness: boolean;
  clientRef: string;
  matterRefs: readonly string[];
  methods: readonly [SeedMethod, ...SeedMethod[]];
  /** How often they pay, against the others. */
  weight: number;
};

type Known = { name: string; email: string; clientRef: string; isBusiness?: boolean; locale?: Locale };

/** Payers that the screens' pictures and the documents name. All invented. */
const KNOWN: readonly Known[] = [
  {
    name: "Bluewater Marine Supply, Inc.",
    email: "elena.marsh@bluewater.example",
    clientRef: "10427",
    isBusiness: true,
  },
  { name: "Marchetti Family Trust", email: "trustees@marchetti.example", clientRef: "10233", isBusiness: true },
  { name: "Kestrel Software LLC", email: "ap@kestrelsoftware.example", clientRef: "10418", isBusiness: true },
  { name: "Priya Raman", email: "priya.raman@mailbox.example", clientRef: "10460" },
  { name: "Tobias Feld", email: "tobias.feld@mailbox.example", clientRef: "10302" },
  { name: "Estate of A. Penhallow", email: "executor@penhallow.example", clientRef: "10391", isBusiness: true },
  { name: "St. Brigid’s Academy", email: "bursar@stbrigids.example", clientRef: "10277", isBusiness: true },
  { name: "Larkspur Holdings", email: "accounts@larkspur.example", clientRef: "10319", isBusiness: true },
  { name: "Nguyen & Daughters Bakery", email: "office@nguyenbakery.example", clientRef: "10448", isBusiness: true },
  { name: "Adaeze Okonjo", email: "adaeze.okonjo@mailbox.example", clientRef: "10455" },
  { name: "Halcyon Freight Ltd.", email: "payables@halcyonfreight.example", clientRef: "10360", isBusiness: true },
  { name: "Wendell Ortiz", email: "wendell.ortiz@mailbox.example", clientRef: "10412" },
  { name: "Sorensen Architects, P.C.", email: "studio@sorensen.example", clientRef: "10285", isBusiness: true },
  { name: "Amélie Fournier", email: "amelie.fournier@courrier.example", clientRef: "10471", locale: "fr" },
  { name: "Lucía Serrano", email: "lucia.serrano@correo.example", clientRef: "10474", locale: "es" },
];

const TRADES = [
  "Dental Group",
  "Roofing",
  "Properties",
  "Logistics",
  "Foods",
  "Builders",
  "Veterinary Clinic",
  "Printing",
  "Textiles",
  "Realty",
  "Orchards",
  "Electric",
  "Pharmacy",
  "Furniture",
  "Studios",
  "Brewing",
  "Auto Parts",
  "Consulting",
  "Landscaping",
  "Instruments",
];
const FORMS = ["LLC", "Inc.", "Co.", "Corp."];

/** The firm's payers: those named above first (for the first firm), then invented ones. */
export function inventPayers(random: Random, input: { count: number; withKnown: boolean; since: Date }): SeedPayer[] {
  faker.seed(random.int(1, 1_000_000_000));
  const known = input.withKnown ? KNOWN : [];
  const clientBase = input.withKnown ? 10_500 : 20_010;
  return Array.from({ length: input.count }, (_, index) => {
    const base = known[index] ?? inventName(random, String(clientBase + index));
    const matters = random.weighted([
      [1, 5],
      [2, 3],
      [3, 2],
      [4, 1],
    ]);
    return {
      id: random.id("pyr", new Date(input.since.getTime() + index * 3_600_000)),
      name: base.name,
      email: base.email,
      locale: base.locale ?? "en",
      isBusiness: base.isBusiness ?? false,
      clientRef: base.clientRef,
      matterRefs: Array.from({ length: matters }, (_unused, matter) => `${base.clientRef}-000${matter + 1}`),
      methods: inventMethods(random, base.isBusiness ?? false),
      weight: (base.isBusiness ? 2.5 : 1) / (1 + index / 25),
    };
  });
}

/** People who pay a link or a page once and are not kept as payers. */
export function inventOneOffs(random: Random, count: number): SeedPayer[] {
  faker.seed(random.int(1, 1_000_000_000));
  return Array.from({ length: count }, () => {
    const { name, email } = inventPerson();
    return {
      id: null,
      name,
      email,
      locale: "en",
      isBusiness: false,
      clientRef: "",
      matterRefs: [],
      methods: [inventMethod(random, false)],
      weight: 1,
    };
  });
}

export async function writePayers(
  client: ClientBase,
  firm: SeedFirm,
  list: readonly SeedPayer[],
  createdAt: Date,
): Promise<void> {
  const rows = list.flatMap(({ id, name, email, clientRef, locale, isBusiness }) => {
    if (id === null) return [];
    const [givenName = "", ...familyNames] = isBusiness ? [] : name.split(" ");
    const kind = isBusiness ? ("business" as const) : ("person" as const);
    const known = { kind, name, givenName, familyName: familyNames.join(" "), emails: [email] };
    return [{ ...known, firmId: firm.firmId, id, clientRefs: clientRef ? [clientRef] : [], locale, createdAt }];
  });
  await insertRows(client, payers, rows);
}

function inventName(random: Random, clientRef: string): Known {
  if (!random.chance(0.4)) return { ...inventPerson(), clientRef };
  const owner = faker.person.lastName();
  const trade = random.pick(TRADES);
  return {
    name: `${owner} ${trade}${random.chance(0.2) ? "" : `, ${random.pick(FORMS)}`}`,
    email: `${random.pick(["ap", "accounts", "office", "billing"])}@${mailPart(`${owner}${trade.split(" ")[0] ?? ""}`)}.example`,
    clientRef,
    isBusiness: true,
  };
}

function inventPerson(): { name: string; email: string } {
  const first = faker.person.firstName();
  const last = faker.person.lastName();
  return { name: `${first} ${last}`, email: `${mailPart(first)}.${mailPart(last)}@mailbox.example` };
}

function mailPart(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, "");
}

function inventMethods(random: Random, isBusiness: boolean): readonly [SeedMethod, ...SeedMethod[]] {
  const first = inventMethod(random, isBusiness);
  if (!random.chance(0.35)) return [first];
  return [first, inventMethod(random, !isBusiness)];
}

function inventMethod(random: Random, isBusiness: boolean): SeedMethod {
  const brand = random.weighted([
    ["visa", 44],
    ["mastercard", 25],
    ["amex", 14],
    ["discover", 5],
    ["bank", isBusiness ? 45 : 12],
  ]);
  return brand === "bank"
    ? bankMethod(random.digits(4))
    : { kind: "card", brand, last4: random.digits(4), testMethod: brand };
}

export function bankMethod(last4: string): SeedMethod {
  return { kind: "echeck", brand: "bank", last4, testMethod: "bank-pays" };
}
