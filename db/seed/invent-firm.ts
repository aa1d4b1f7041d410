import { randomIds } from "@/lib/platform/ids";
import { draftYear, type World } from "./drafts";
import { HARTWELL, type SeedFirm } from "./firms";
import { tellHistory } from "./histories";
import type { LinkPlan } from "./link-plans";
import { planOpenScenarios, planPrintedLink, planUnpaidLinks } from "./open-links";
import { inventOneOffs, inventPayers, type SeedPayer } from "./payers";
import { placeDrafts } from "./placing";
import { createRandom } from "./random";
import { draftScenarios } from "./scenarios";
import type { Attempt } from "./story";

export type InventedFirm = { people: readonly SeedPayer[]; attempts: readonly Attempt[]; plans: readonly LinkPlan[] };

/**
 * A firm's year, from its payers to what became of every attempt (oldest first) and of every link. The same instant gives the same
 * year, but for the token of the printed link.
 */
export function inventFirm(
  firm: SeedFirm,
  input: { now: Date; count: number; payers: number; openedAt: Date },
): InventedFirm {
  const { now, count, payers, openedAt } = input;
  const isFirst = firm === HARTWELL;
  const people = createRandom(`${firm.slug}/payers`);
  const world: World = {
    firm,
    now,
    count,
    payers: inventPayers(people, { count: payers, withKnown: isFirst, since: openedAt }),
    oneOffs: inventOneOffs(people, Math.ceil(payers * 2.5)),
  };
  const drafts = [
    ...draftYear(createRandom(`${firm.slug}/payments`), world),
    ...(isFirst ? draftScenarios(world) : []),
  ];
  const { placed, links } = placeDrafts(createRandom(`${firm.slug}/places`), firm, drafts, now);
  const fates = createRandom(`${firm.slug}/histories`);
  const unpaid = createRandom(`${firm.slug}/unpaid`);
  const plans = [
    ...links,
    ...planUnpaidLinks(unpaid, world),
    ...(isFirst ? [...planOpenScenarios(unpaid, world), planPrintedLink(unpaid, world, randomIds.token())] : []),
  ];
  return { people: world.payers, attempts: placed.map((one) => tellHistory(fates, firm, one, now)), plans };
}
