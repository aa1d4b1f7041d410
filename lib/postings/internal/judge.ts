import type { OpenItem, ReadItem } from "@/lib/matter-systems/model";
import type { PostingFit, PostingTrouble } from "../model";

/** A record as far as it is judged by: what it asks for, and what it came with. */
export type JudgedPosting = {
  kind: "invoice" | "trust";
  amountCents: number;
  currency: string;
  clientNumber: string;
  matterNumber: string;
  invoiceNumber: string;
  payerName: string;
};

/** The number by which a record is looked for that has no item yet; "" when it came with none. */
export function givenNumberOf({ kind, invoiceNumber, matterNumber }: JudgedPosting): string {
  return kind === "trust" ? matterNumber || invoiceNumber : invoiceNumber;
}

/**
 * Whether a record can go to its item as that stands now; null: it can. `openCents`: what is open on it for this record, after those
 * that are on their way already. A deposit into trust has no bound.
 */
export function judgeItem(posting: JudgedPosting, item: ReadItem | null, openCents: number): PostingTrouble | null {
  const given = givenNumberOf(posting);
  if (!item || item.currency !== posting.currency || item.kind !== posting.kind)
    return { reason: posting.kind === "trust" ? "ledger_not_found" : "invoice_not_found", given, closest: null };
  if (item.status !== "open") return { reason: "invoice_closed", given, status: item.status };
  if (posting.kind === "trust" || posting.amountCents <= openCents) return null;
  const free = Math.max(0, openCents);
  return {
    reason: "over_balance",
    paidCents: posting.amountCents,
    openCents: free,
    overCents: posting.amountCents - free,
  };
}

/**
 * What the matter system has for a number: open items that bear it; where there is none, those that bear it and are open no more, the newest
 * first, and open ones that hold it somewhere or may be meant.
 */
export type Found = {
  exact: readonly OpenItem[];
  ended: readonly ReadItem[];
  holding: readonly OpenItem[];
  others: readonly OpenItem[];
};

/** The one item that a record is for, or why there is none. */
export function pickItem(
  posting: JudgedPosting,
  found: Found,
): { item: OpenItem; trouble: null } | { item: null; trouble: PostingTrouble } {
  const fits = narrow(posting, found.exact);
  const [only] = fits;
  if (only && fits.length === 1) return { item: only, trouble: null };
  const given = givenNumberOf(posting);
  const [ended] = narrow(posting, found.ended);
  if (ended && ended.status !== "open" && fits.length === 0)
    return { item: null, trouble: { reason: "invoice_closed", given, status: ended.status } };
  const several = fits.length > 1 ? fits : found.holding.filter((item) => item.currency === posting.currency);
  if (several.length > 1) {
    const listed = rank(posting, several).slice(0, 3).map(fitOf);
    return { item: null, trouble: { reason: "several_invoices", given, fits: listed, count: several.length } };
  }
  const [near = rank(posting, found.others).find((item) => likeness(posting, item) >= ALIKE)] = several;
  const closest = near ? fitOf(near) : null;
  const reason = posting.kind === "trust" ? "ledger_not_found" : "invoice_not_found";
  return { item: null, trouble: { reason, given, closest } };
}

/** Of items that share a number, those of the client and matter that the payment names. */
function narrow<Item extends OpenItem>(posting: JudgedPosting, items: readonly Item[]): Item[] {
  const ofCurrency = items.filter(({ currency }) => currency === posting.currency);
  const ofClient = keepSome(ofCurrency, ({ clientNumber }) => isSame(clientNumber, posting.clientNumber));
  return keepSome(ofClient, ({ matterNumber }) => isSame(matterNumber, posting.matterNumber));
}

/** What holds a condition; all of them where none does, since what a payer typed may be wrong. */
function keepSome<Item>(items: Item[], holds: (item: Item) => boolean): Item[] {
  const kept = items.filter(holds);
  return kept.length > 0 ? kept : items;
}

/** The amount says most, the name much; either alone makes an item worth naming. */
const ALIKE = 3;

function likeness(posting: JudgedPosting, item: OpenItem): number {
  const names = [item.payorName, item.clientName];
  const hasName = names.some((name) => isSame(name, posting.payerName));
  const given = givenNumberOf(posting);
  const begins = given !== "" && item.invoiceNumber.startsWith(given);
  return (item.balanceCents === posting.amountCents ? 4 : 0) + (hasName ? 3 : 0) + (begins ? 1 : 0);
}

function rank(posting: JudgedPosting, items: readonly OpenItem[]): OpenItem[] {
  return [...items].sort((a, b) => likeness(posting, b) - likeness(posting, a));
}

function isSame(left: string, right: string): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return plain(left) !== "" && plain(left) === plain(right);
}

function fitOf(item: OpenItem): PostingFit {
  const { key, invoiceNumber, clientNumber, matterNumber, payorName, clientName, balanceCents } = item;
  return { key, invoiceNumber, clientNumber, matterNumber, name: payorName || clientName, openCents: balanceCents };
}
