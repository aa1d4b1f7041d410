import type { Locale } from "@/lib/i18n/model";
import { expiryOf } from "@/lib/pay-links/rules";
import { lastDeskHour } from "./calendar";
import { LINK_LIFE_DAYS, type SeedAccount, type SeedFirm } from "./firms";
import { takerOf } from "./makers";
import type { SeedPayer } from "./payers";
import type { Random } from "./random";
import type { Draft } from "./story";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type LinkSource = "quick_link" | "bulk_link" | "connect_link" | "api";

/** A link before it is told what became of it. */
export type LinkPlan = {
  id: string;
  token: string;
  source: LinkSource;
  requestKey: string;
  account: SeedAccount;
  amountCents: number;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  dueDate: string | null;
  payer: SeedPayer | null;
  recipientName: string;
  recipientEmails: readonly string[];
  message: string;
  locale: Locale;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  openedAt: Date | null;
  cancelledAt: Date | null;
};

const MESSAGES = [
  "",
  "",
  "",
  "",
  "Thank you for settling this by the due date.",
  "This covers the work of last month. The invoice came by separate mail.",
  "Card and bank payments are both fine.",
  "As agreed on the phone.",
];

/** The link on which an attempt was made: sent some time before, opened just before. */
export function planLinkFor(random: Random, firm: SeedFirm, draft: Draft & { source: LinkSource }): LinkPlan {
  const createdAt = createdBefore(random, draft, firm.timeZone);
  return planLink(random, firm, {
    source: draft.source,
    account: draft.account,
    amountCents: draft.askedCents ?? draft.amountCents,
    invoiceNumber: draft.invoiceNumber,
    clientRef: draft.clientRef,
    matterRef: draft.matterRef,
    payer: draft.payer,
    createdAt,
    openedAt: new Date(
      Math.max(createdAt.getTime() + 20_000, draft.createdAt.getTime() - random.int(60_000, 20 * MINUTE_MS)),
    ),
    message: draft.source === "quick_link" ? random.pick(MESSAGES) : "",
  });
}

type LinkFacts = Pick<
  LinkPlan,
  | "source"
  | "account"
  | "amountCents"
  | "invoiceNumber"
  | "clientRef"
  | "matterRef"
  | "payer"
  | "createdAt"
  | "openedAt"
  | "message"
>;

/** Fills in what follows from a link's facts. Without a payer it is a generated link that nobody was mailed. */
export function planLink(random: Random, firm: SeedFirm, facts: LinkFacts): LinkPlan {
  const id = random.id("lnk", facts.createdAt);
  const { payer, createdAt, source } = facts;
  return {
    ...facts,
    id,
    token: random.token(),
    requestKey: `demo:${id}`,
    dueDate:
      facts.invoiceNumber && random.chance(0.8)
        ? new Date(createdAt.getTime() + random.pick([10, 14, 21, 30]) * DAY_MS).toISOString().slice(0, 10)
        : null,
    recipientName: payer?.name ?? "",
    recipientEmails: payer ? [payer.email] : [],
    locale: payer?.locale ?? "en",
    createdBy: source === "api" ? `api_key:${firm.apiKey.id}` : `user:${takerOf(random, firm)}`,
    expiresAt: expiryOf(createdAt, source === "connect_link" ? 1 : LINK_LIFE_DAYS),
    cancelledAt: null,
  };
}

function createdBefore(random: Random, { source, createdAt }: Draft, timeZone: string): Date {
  const at = createdAt.getTime();
  if (source === "connect_link") return new Date(at - random.int(10 * MINUTE_MS, 20 * HOUR_MS));
  if (source === "bulk_link") return new Date(lastBillRun(at) + random.int(1, 4_000));
  const waitMs = Math.min(26 * DAY_MS, Math.max(5 * MINUTE_MS, random.logNormal(22 * HOUR_MS, 1.6)));
  const before = new Date(at - waitMs);
  return source === "api" ? before : lastDeskHour(before, timeZone);
}

/** Bills go out in bulk on the 1st and the 15th, or on the Friday before: at most 18 days ago. */
function lastBillRun(before: number): number {
  const limit = before - HOUR_MS;
  const date = new Date(limit);
  const month = (back: number, day: number) =>
    onWorkday(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, day, 14, 30));
  const runs = [month(0, 15), month(0, 1), month(1, 15)];
  return runs.find((run) => run <= limit) ?? limit - 10 * DAY_MS;
}

function onWorkday(at: number): number {
  const weekday = new Date(at).getUTCDay();
  if (weekday === 6) return at - DAY_MS;
  return weekday === 0 ? at - 2 * DAY_MS : at;
}
