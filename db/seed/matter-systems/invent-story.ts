import { HARTWELL, type SeedFirm } from "../firms";
import { createRandom } from "../random";
import { type AskedBill, tellAskedBills } from "./asked-bills";
import { inventBills } from "./invent-bills";
import { inventTrustLedgers } from "./invent-trust";
import { tellKnownBills } from "./known-bills";
import { inventStoryPeople, type StoryPeople } from "./people";
import type { MatterStory, StoryBill, StoryTrustLedger } from "./story";

export type BaseStory = StoryPeople & { bills: readonly StoryBill[]; trustLedgers: readonly StoryTrustLedger[] };

/** What a demo firm's matter system tells on this day ("2026-11-21"); the same day tells the same. `asked`: bills that its payments name. */
export function inventBaseStory(firm: SeedFirm, input: { today: string; asked?: readonly AskedBill[] }): BaseStory {
  const people = inventStoryPeople(firm);
  const { today, asked = [] } = input;
  const year = inventBills(createRandom(`${firm.slug}/matter-system/bills`), people, today);
  const known = firm === HARTWELL ? tellKnownBills(people, { today, after: year.length }) : [];
  const paid = tellAskedBills(people, { asked, after: year.length + known.length });
  const trustLedgers = inventTrustLedgers(createRandom(`${firm.slug}/matter-system/trust`), people, today);
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
