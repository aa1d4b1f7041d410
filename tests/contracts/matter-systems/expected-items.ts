import { balanceCents, type StoryBill, type StoryShare } from "@/db/seed/matter-systems/story";
import type { MatterSystemId, ReadItem } from "@/lib/matter-systems/model";
import type { ContractStory } from "./contract-story";

/** What a system must answer of an item, but for its key and, in 3E, the number that people know a payor by. */
export type Told = Omit<ReadItem, "key" | "payorNumber">;

export function toldOf(item: ReadItem): Told {
  const { key: _key, payorNumber: _payorNumber, ...told } = item;
  return told;
}

/** Every invoice that the system still knows, whatever its status. */
export function expectedInvoices(story: ContractStory, system: MatterSystemId): Told[] {
  const told: Told[] = [];
  const percentOf = system === "prolaw" ? percentsOfMatters(story) : (_: StoryBill, share: StoryShare) => share.percent;
  // Enterprise keeps a reversed bill and the one that took its number as rows of one.
  const isBilledAnew = (bill: StoryBill) =>
    system === "enterprise" &&
    bill.fate === "reversed" &&
    story.allBills.some(
      (other) => other.fate === "billed" && other.number === bill.number && clientOf(other) === clientOf(bill),
    );
  for (const bill of story.allBills) {
    if (isForgotten(bill, system) || isBilledAnew(bill)) continue;
    for (const share of bill.shares) told.push({ ...tellInvoice(bill, share), payorPercent: percentOf(bill, share) });
  }
  return told;
}

/** ProLaw keeps shares by matter, not by bill: those of its newest shared bill. */
function percentsOfMatters(story: ContractStory): (bill: StoryBill, share: StoryShare) => number | null {
  const shares = new Map<unknown, readonly StoryShare[]>();
  for (const bill of story.allBills) {
    const { matter } = bill.parts[0];
    if (bill.shares.length > 1 || !shares.has(matter)) shares.set(matter, bill.shares);
  }
  return (bill, { payor }) => {
    const found = shares.get(bill.parts[0].matter)?.find((share) => share.payor === payor);
    return found?.percent ?? null;
  };
}

/** A purged bill is gone but in Aderant, which keeps it as cancelled. */
function isForgotten(bill: StoryBill, system: MatterSystemId): boolean {
  return bill.fate === "purged" && system !== "aderant";
}

function clientOf(bill: StoryBill): string {
  return bill.parts[0].matter.client.number;
}

function tellInvoice(bill: StoryBill, share: StoryShare): Told {
  const { matter } = bill.parts[0];
  const balance = balanceCents(bill, share);
  return {
    kind: "invoice",
    clientNumber: matter.client.number,
    clientName: matter.client.name,
    matterNumber: matter.number,
    matterName: matter.name,
    invoiceNumber: String(bill.number),
    payorName: share.payor.name,
    payorPercent: share.percent,
    bankAccount: "",
    datedOn: bill.datedOn,
    originalCents: share.cents,
    balanceCents: balance,
    currency: "USD",
    status: statusOf(bill, balance),
  };
}

function statusOf(bill: StoryBill, balance: number): Told["status"] {
  if (bill.fate !== "billed") return "reversed";
  if (balance <= 0) return "paid";
  return bill.parts[0].matter.isClosed ? "closed" : "open";
}

export function expectedLedgers(story: ContractStory): Told[] {
  return story.allLedgers.map(({ matter, bank, moves }) => {
    const held = moves.reduce((sum, { cents }) => sum + cents, 0);
    return {
      kind: "trust",
      clientNumber: matter.client.number,
      clientName: matter.client.name,
      matterNumber: matter.number,
      matterName: matter.name,
      invoiceNumber: "",
      payorName: matter.client.name,
      payorPercent: null,
      bankAccount: bank,
      datedOn: null,
      originalCents: held,
      balanceCents: held,
      currency: "USD",
      status: matter.isClosed ? "closed" : "open",
    };
  });
}

/** For comparisons where the order is the system's own affair. */
export function inOrder(told: readonly Told[]): Told[] {
  const written = told.map((one) => ({ one, text: JSON.stringify(one, Object.keys(one).sort()) }));
  return written.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ one }) => one);
}
