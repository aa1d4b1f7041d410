import type { PaymentSource } from "@/lib/payments/model";
import { inventAmountCents, inventInstalmentCents } from "./amounts";
import { isBusinessHour, localDate, monthlyRuns, spreadOverYear } from "./calendar";
import { DECLINE_CHOICES } from "./declines";
import { chooseFate } from "./fates";
import type { SeedFirm } from "./firms";
import { bankMethod, type SeedMethod, type SeedPayer } from "./payers";
import type { Random } from "./random";
import type { Draft } from "./story";

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const NEWEST_INVOICE = 204_130;

export type World = {
  firm: SeedFirm;
  now: Date;
  payers: readonly SeedPayer[];
  oneOffs: readonly SeedPayer[];
  /** About how many payments in the year. */
  count: number;
};

/** Which way payments come in; the second figure counts while the firm's desk is closed. */
const SOURCES: readonly { source: PaymentSource; open: number; closed: number }[] = [
  { source: "quick_link", open: 44, closed: 44 },
  { source: "bulk_link", open: 14, closed: 14 },
  { source: "enter_payment", open: 16, closed: 0 },
  { source: "payment_page", open: 10, closed: 18 },
  { source: "connect_link", open: 4, closed: 3 },
  { source: "connect_entry", open: 3, closed: 0 },
  { source: "invoice", open: 3, closed: 3 },
  { source: "api", open: 3, closed: 3 },
  { source: "quick_pay", open: 2, closed: 0 },
];
const WHILE_OPEN = SOURCES.map(({ source, open }) => [source, open] as const);
const WHILE_CLOSED = SOURCES.map(({ source, closed }) => [source, closed] as const);

/** How often a payment of a source goes to trust. Bulk uploads, own invoices and auto-pays never do. */
const TRUST_SHARE: Partial<Record<PaymentSource, number>> = {
  quick_link: 0.26,
  enter_payment: 0.26,
  payment_page: 0.2,
  connect_link: 0.2,
  connect_entry: 0.3,
  quick_pay: 0.15,
  api: 0.1,
};
/** How often the payer is nobody the firm keeps. */
const ONE_OFF_SHARE: Partial<Record<PaymentSource, number>> = {
  quick_link: 0.1,
  payment_page: 0.4,
  enter_payment: 0.12,
};

/** A year of attempts to pay, not yet in order. */
export function draftYear(random: Random, world: World): Draft[] {
  const { firm, now, count } = world;
  const choices = world.payers.map((payer) => [payer, payer.weight] as const);
  const recurring = [
    ...draftRecurring(random, world, { source: "schedule", plans: count * 0.07 }),
    ...draftRecurring(random, world, { source: "auto_pay", plans: count * 0.02 }),
  ];
  const times = spreadOverYear(random, { now, timeZone: firm.timeZone, count: count - recurring.length });
  return [...recurring, ...times.map((at) => draftOne(random, world, choices, at))];
}

function draftOne(
  random: Random,
  world: World,
  choices: readonly (readonly [SeedPayer, number])[],
  createdAt: Date,
): Draft {
  const { firm, now } = world;
  const source = random.weighted(isBusinessHour(createdAt, firm.timeZone) ? WHILE_OPEN : WHILE_CLOSED);
  const payer = random.chance(ONE_OFF_SHARE[source] ?? 0) ? random.pick(world.oneOffs) : random.weighted(choices);
  const isTrust = payer.id !== null && random.chance(TRUST_SHARE[source] ?? 0);
  const account = isTrust ? firm.trust : firm.operating;
  const amountCents = inventAmountCents(random, account.kind, source);
  const method = chooseMethod(random, payer, amountCents);
  const matterRef = payer.matterRefs.length > 0 && (isTrust || random.chance(0.7)) ? random.pick(payer.matterRefs) : "";
  const hasInvoice =
    !isTrust &&
    (source === "bulk_link" || source === "invoice" || random.chance(source === "payment_page" ? 0.3 : 0.85));
  const draft: Draft = {
    createdAt,
    payer,
    account,
    source,
    method,
    amountCents,
    invoiceNumber: hasInvoice ? invoiceNumberAt(random, world, createdAt) : "",
    clientRef: matterRef ? payer.clientRef : "",
    matterRef,
    fate: chooseFate(random, { createdAt, method }, now),
  };
  if (draft.fate === "declined") draft.declineCode = random.weighted(DECLINE_CHOICES);
  if (source === "quick_link" && !isTrust && random.chance(0.02))
    draft.askedCents = amountCents + random.int(20, 200) * 2_500;
  return draft;
}

/** Monthly plans: the same payer, day, amount and method all year. `plans` counts payments wanted in the year. */
function draftRecurring(
  random: Random,
  world: World,
  input: { source: "schedule" | "auto_pay"; plans: number },
): Draft[] {
  const { firm, now } = world;
  return Array.from({ length: Math.max(1, Math.round(input.plans / 12)) }, () => {
    const payer = random.pick(world.payers);
    const method = payer.methods[0];
    const amountCents = inventInstalmentCents(random);
    const matterRef = random.pick(payer.matterRefs);
    const plan = random.text(8);
    return monthlyRuns(now, firm.timeZone, random.int(1, 28)).map((run): Draft => {
      const createdAt = new Date(run.getTime() + random.int(1_000, 110_000));
      const fate = chooseFate(random, { createdAt, method }, now);
      return {
        createdAt,
        payer,
        account: firm.operating,
        source: input.source,
        method,
        amountCents,
        invoiceNumber: input.source === "auto_pay" ? invoiceNumberAt(random, world, createdAt) : "",
        clientRef: payer.clientRef,
        matterRef,
        obligation: `${input.source === "schedule" ? "schedule" : "auto-pay"}:${plan}:${localDate(run, firm.timeZone)}`,
        fate,
        ...(fate === "declined" ? { declineCode: random.weighted(DECLINE_CHOICES) } : {}),
      };
    });
  })
    .flat()
    .filter((draft) => draft.createdAt < now);
}

/** Running numbers of six digits, paid some weeks after they were made. */
export function invoiceNumberAt(random: Random, world: World, at: Date): string {
  const yearsAgo = (world.now.getTime() - at.getTime()) / YEAR_MS;
  return String(NEWEST_INVOICE - Math.floor(yearsAgo * world.count * 0.55) - random.int(0, 60));
}

/** Large sums go by bank more often. */
function chooseMethod(random: Random, payer: SeedPayer, amountCents: number): SeedMethod {
  const own = random.pick(payer.methods);
  if (own.kind === "echeck" || amountCents < 800_000 || !random.chance(0.6)) return own;
  return (
    payer.methods.find((method) => method.kind === "echeck") ??
    bankMethod(payer.clientRef ? payer.clientRef.slice(-4) : random.digits(4))
  );
}
