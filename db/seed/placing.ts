import { obligationOfLink } from "@/lib/pay-links/rules";
import type { PaymentSource } from "@/lib/payments/model";
import { DECLINE_CHOICES } from "./declines";
import { chooseFate } from "./fates";
import type { SeedFirm } from "./firms";
import { type LinkPlan, type LinkSource, planLinkFor } from "./link-plans";
import { makerOf } from "./makers";
import type { Random } from "./random";
import type { Draft, Placed } from "./story";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const LINK_SOURCES: readonly LinkSource[] = ["quick_link", "bulk_link", "connect_link", "api"];

/** Gives each attempt its link or claim and its maker, and lets some who were declined try again. */
export function placeDrafts(
  random: Random,
  firm: SeedFirm,
  drafts: readonly Draft[],
  now: Date,
): { placed: Placed[]; links: LinkPlan[] } {
  const links: LinkPlan[] = [];
  const placed = drafts.flatMap((draft) => {
    const link = isLinkSource(draft.source) ? planLinkFor(random, firm, { ...draft, source: draft.source }) : null;
    if (link) links.push(link);
    const obligation = link ? obligationOfLink(link.id) : (draft.obligation ?? obligationOf(random, draft));
    const createdBy = link ? `payer:${link.id}` : makerOf(random, firm, draft);
    const attempts = [draft, ...tryAgain(random, draft, now)];
    return attempts.map(
      (attempt, index): Placed => ({
        ...attempt,
        id: random.id("pay", attempt.createdAt),
        obligation,
        attempt: index + 1,
        linkId: link?.id ?? null,
        createdBy,
      }),
    );
  });
  return { placed: placed.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()), links };
}

function isLinkSource(source: PaymentSource): source is LinkSource {
  return LINK_SOURCES.some((known) => known === source);
}

function obligationOf(random: Random, { source, createdAt }: Draft): string {
  if (source === "payment_page") return `page:${random.id("req", createdAt)}`;
  if (source === "invoice") return `invoice:${random.id("req", createdAt)}`;
  return `form:${random.id("req", createdAt)}`;
}

/** A person tries again within minutes, with another card or the same; a plan three days later. */
function tryAgain(random: Random, draft: Draft, now: Date): Draft[] {
  // A decline of the last hours stays as it is: somebody should see an open one.
  if (
    draft.fate !== "declined" ||
    now.getTime() - draft.createdAt.getTime() < 3 * 60 * MINUTE_MS ||
    !random.chance(0.6)
  )
    return [];
  const isPlan = draft.source === "schedule" || draft.source === "auto_pay";
  const createdAt = new Date(draft.createdAt.getTime() + (isPlan ? 3 * DAY_MS : random.int(40_000, 9 * MINUTE_MS)));
  if (createdAt >= now) return [];
  const method = draft.payer.methods[1] ?? draft.method;
  const fate = isPlan && random.chance(0.3) ? "declined" : chooseFate(random, { createdAt, method }, now);
  const { declineCode: _first, ...again } = { ...draft, createdAt, method, fate };
  return [fate === "declined" ? { ...again, declineCode: random.weighted(DECLINE_CHOICES) } : again];
}
