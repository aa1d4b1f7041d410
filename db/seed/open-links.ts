import { inventAmountCents } from "./amounts";
import { lastDeskHour, spreadOverYear } from "./calendar";
import { invoiceNumberAt, type World } from "./drafts";
import { type LinkPlan, planLink } from "./link-plans";
import type { SeedPayer } from "./payers";
import type { Random } from "./random";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Links that nobody paid: outstanding ones of the last month, and older ones that expired or were cancelled. */
export function planUnpaidLinks(random: Random, world: World): LinkPlan[] {
  const { firm, now } = world;
  const choices = world.payers.map((payer) => [payer, payer.weight] as const);
  const times = spreadOverYear(random, { now, timeZone: firm.timeZone, count: Math.ceil(world.count * 0.06) + 12 });
  return times.map((time) => {
    const createdAt = lastDeskHour(time, firm.timeZone);
    const payer = random.chance(0.15) ? null : random.weighted(choices);
    const isTrust = payer !== null && random.chance(0.2);
    const link = planLink(random, firm, {
      source: random.weighted([
        ["quick_link", 6],
        ["bulk_link", isTrust ? 0 : 2],
        ["api", 1],
      ]),
      account: isTrust ? firm.trust : firm.operating,
      amountCents: inventAmountCents(random, isTrust ? "trust" : "operating", "quick_link"),
      invoiceNumber: isTrust ? "" : invoiceNumberAt(random, world, createdAt),
      clientRef: isTrust ? payer.clientRef : "",
      matterRef: isTrust ? random.pick(payer.matterRefs) : "",
      payer,
      createdAt,
      openedAt: null,
      message: "",
    });
    return endUnpaid(random, link, now);
  });
}

function endUnpaid(random: Random, link: LinkPlan, now: Date): LinkPlan {
  const until = Math.min(now.getTime(), link.expiresAt.getTime());
  const within = (share: number) => new Date(link.createdAt.getTime() + share * (until - link.createdAt.getTime()));
  const openedAt = random.chance(0.55) ? within(random.float() * 0.5) : null;
  return { ...link, openedAt, cancelledAt: random.chance(0.18) ? within(0.5 + random.float() * 0.5) : null };
}

/** Outstanding links that are there at every start: opened and not, with a message, in French, to trust, and one without an address. */
export function planOpenScenarios(random: Random, world: World): LinkPlan[] {
  const { firm, now, payers } = world;
  const named = (start: string) => payers.find((payer) => payer.name.startsWith(start)) ?? null;
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const base = {
    source: "quick_link",
    account: firm.operating,
    clientRef: "",
    matterRef: "",
    message: "",
    openedAt: null,
  } as const;
  const deposit = (payer: SeedPayer | null) => ({
    account: firm.trust,
    clientRef: payer?.clientRef ?? "10455",
    matterRef: payer?.matterRefs[0] ?? "10455-0001",
  });
  const links = [
    {
      ...base,
      payer: named("Bluewater"),
      amountCents: 312_500,
      invoiceNumber: "204126",
      createdAt: ago(20),
      openedAt: ago(17),
      message: "Thank you for settling this by the due date. The invoice came by separate mail.",
    },
    {
      ...base,
      payer: named("Amélie"),
      amountCents: 94_000,
      invoiceNumber: "204127",
      createdAt: ago(44),
      openedAt: ago(43),
      message: "Merci de régler cette facture par carte ou par virement bancaire.",
    },
    { ...base, payer: named("Lucía"), amountCents: 128_750, invoiceNumber: "204128", createdAt: ago(70) },
    {
      ...base,
      ...deposit(named("Adaeze")),
      payer: named("Adaeze"),
      amountCents: 500_000,
      invoiceNumber: "",
      createdAt: ago(30),
      message: "The retainer for your matter, as we discussed.",
    },
    { ...base, payer: null, amountCents: 65_000, invoiceNumber: "204129", createdAt: ago(5) },
  ];
  const planned = links.map((link) => planLink(random, firm, link));
  // One that expires tonight, so that the nearness of the end can be seen.
  const closing = planLink(random, firm, {
    ...base,
    payer: named("Wendell"),
    amountCents: 45_000,
    invoiceNumber: "203995",
    createdAt: ago(30 * 24 - 9),
    openedAt: ago(3 * 24),
  });
  const cancelled = planLink(random, firm, {
    ...base,
    payer: named("Tobias"),
    amountCents: 210_000,
    invoiceNumber: "204101",
    createdAt: ago(6 * 24),
  });
  const expired = planLink(random, firm, {
    ...base,
    payer: named("Priya"),
    amountCents: 38_500,
    invoiceNumber: "203877",
    createdAt: new Date(now.getTime() - 34 * DAY_MS),
    openedAt: ago(33 * 24),
  });
  return [...planned, closing, { ...cancelled, cancelledAt: ago(5 * 24) }, expired];
}

/** The link whose address is printed at the start. Its token alone is truly random. */
export function planPrintedLink(random: Random, world: World, token: string): LinkPlan {
  const link = planLink(random, world.firm, {
    source: "quick_link",
    account: world.firm.operating,
    amountCents: 125_000,
    invoiceNumber: "204130",
    clientRef: "",
    matterRef: "",
    payer: world.payers.find((payer) => payer.name.startsWith("Bluewater")) ?? null,
    createdAt: new Date(world.now.getTime() - 5 * 60_000),
    openedAt: null,
    message: "",
  });
  const dueDate = new Date(world.now.getTime() + 14 * DAY_MS).toISOString().slice(0, 10);
  return { ...link, token, dueDate, requestKey: PRINTED_LINK_KEY, recipientName: "Elena Marsh" };
}

export const PRINTED_LINK_KEY = "demo:printed-link";
