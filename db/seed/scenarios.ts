import type { World } from "./drafts";
import { bankMethod, type SeedMethod, type SeedPayer } from "./payers";
import type { Draft } from "./story";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const VISA: SeedMethod = { kind: "card", brand: "visa", last4: "1881", testMethod: "visa" };
const AMEX: SeedMethod = { kind: "card", brand: "amex", last4: "0005", testMethod: "amex" };
const BANK = bankMethod("6789");

/** One payment in every state that a payment can be in, of a size and age that is the same at every start. */
export function draftScenarios({ firm, now, payers }: World): Draft[] {
  const named = (start: string) => {
    const payer = payers.find((one) => one.name.startsWith(start));
    if (!payer) throw new Error(`The seed has no payer ${start}.`);
    return payer;
  };
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const operating = (payer: SeedPayer, invoiceNumber: string) => ({
    payer,
    account: firm.operating,
    invoiceNumber,
    clientRef: payer.clientRef,
    matterRef: payer.matterRefs[0] ?? "",
  });
  const trust = (payer: SeedPayer) => ({ ...operating(payer, ""), account: firm.trust });
  const link = { source: "quick_link", fate: "taken" } as const;
  return [
    {
      ...link,
      ...operating(named("Kestrel"), "204109"),
      createdAt: ago(5 * HOUR_MS),
      method: VISA,
      amountCents: 295_000,
      fate: "unknown",
    },
    {
      ...operating(named("Halcyon"), "204090"),
      source: "enter_payment",
      createdAt: ago(14 * HOUR_MS),
      method: VISA,
      amountCents: 118_050,
      fate: "unknown",
    },
    {
      ...link,
      ...operating(named("Bluewater"), "204118"),
      createdAt: ago(2 * HOUR_MS),
      method: VISA,
      amountCents: 486_250,
    },
    { ...link, ...trust(named("Marchetti")), createdAt: ago(26 * HOUR_MS), method: BANK, amountCents: 2_000_000 },
    {
      ...link,
      ...operating(named("Priya"), "204121"),
      createdAt: ago(HOUR_MS),
      method: AMEX,
      amountCents: 87_500,
      fate: "declined",
      declineCode: "insufficient_funds",
    },
    {
      ...link,
      ...operating(named("Sorensen"), "204064"),
      createdAt: ago(8 * DAY_MS),
      method: BANK,
      amountCents: 1_180_000,
      askedCents: 1_540_000,
    },
    {
      ...link,
      ...operating(named("Halcyon"), "204088"),
      createdAt: ago(20 * DAY_MS),
      method: AMEX,
      amountCents: 715_025,
      fate: "partially_refunded",
    },
    {
      ...operating(named("Wendell"), "204001"),
      source: "quick_pay",
      createdAt: ago(21 * DAY_MS),
      method: VISA,
      amountCents: 45_000,
      fate: "refunded",
    },
    {
      ...operating(named("Nguyen"), "203940"),
      source: "enter_payment",
      createdAt: ago(9 * DAY_MS),
      method: AMEX,
      amountCents: 32_550,
      fate: "voided",
    },
    {
      ...link,
      ...trust(named("Estate of A. Penhallow")),
      createdAt: ago(16 * DAY_MS),
      method: bankMethod("2227"),
      amountCents: 348_000,
      fate: "returned",
    },
    {
      ...operating(named("Tobias"), "203987"),
      source: "payment_page",
      createdAt: ago(33 * DAY_MS),
      method: VISA,
      amountCents: 64_000,
      fate: "disputed",
    },
    {
      ...link,
      ...operating(named("Larkspur"), "203512"),
      createdAt: ago(95 * DAY_MS),
      method: AMEX,
      amountCents: 120_000,
      fate: "dispute_lost",
    },
    {
      ...link,
      ...operating(named("St. Brigid"), "203440"),
      createdAt: ago(120 * DAY_MS),
      method: VISA,
      amountCents: 412_500,
      fate: "dispute_won",
    },
  ];
}
