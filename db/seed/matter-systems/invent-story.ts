import { HARTWELL, type SeedFirm } from "../firms";
import { createRandom } from "../random";
import { type Asked, addAskedDeposits, tellAskedBills } from "./asked-bills";
import { inventBills } from "./invent-bills";
import { inventTrustLedgers } from "./invent-trust";
import { tellKnownBills } from "./known-bills";
import { inventStoryPeople, type StoryPeople } from "./people";
import type { MatterStory, StoryBill, StoryTrustLedger } from "./story";

export type BaseStory = StoryPeople & { bills: readonly StoryBill[]; trustLedgers: readonly StoryTrustLedger[] };

/** What a demo firm's matter system tells on this day ("2026-11-21"); the same day tells the same. `asked`: what its payments went to. */
export function inventBaseStory(firm: SeedFirm, input: { today: string; asked?: Asked }): BaseStory {
  const people = inventStoryPeople(firm);
  const { today, asked } = input;
  const year = inventBills(createRandom(`${firm.slug}/matter-system/bills`), people, today);
  const known = firm === HARTWELL ? tellKnownBills(people, { today, after: year.length }) : [];
  const paid = tellAskedBills(people, { asked: asked?.bills ?? [], after: year.length + known.length });
  const held = inventTrustLedgers(createRandom(`${firm.slug}/matter-system/trust`), people, today);
  const trustLedgers = addAskedDeposits(people, held, { asked: asked?.deposits ?? [], today });
  return { ...people, bills: [...year, ...known, ...paid], trustLedgers };
}

export function asStory(base: BaseStory): MatterStory {
  return {
    clients: () => base.clients,
    matters: () => base.matters,
    bills: () => base.bills,
    trustLedgers: () => base.trustLedgers,
  };
}
