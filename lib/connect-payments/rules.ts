import { keyOfPart } from "@/lib/carts/rules";
import { MOST_TRUST_PARTS } from "@/lib/carts/schemas";
import type { ReadItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { sumCents } from "@/lib/money/cents";
import type {
  BalanceChange,
  DraftLine,
  FoundItem,
  LineTrouble,
  LiveLine,
  OfferedPayer,
  PaymentPlan,
  PlanAccount,
  PlannedPart,
  PlanRefusal,
} from "./model";

/** What people call it: the invoice's number; of a trust ledger its matter. */
export function labelOfItem({ kind, invoiceNumber, matterNumber }: FoundItem | DraftLine["item"]): string {
  return kind === "invoice" ? invoiceNumber : matterNumber;
}

/** Items that are there already stay as they are, in their place. */
export function addItems(lines: readonly DraftLine[], items: readonly DraftLine["item"][]): DraftLine[] {
  const known = new Set(lines.map(({ item }) => idOfItem(item)));
  const added: DraftLine[] = [];
  for (const item of items) {
    if (known.has(idOfItem(item))) continue;
    known.add(idOfItem(item));
    added.push({ item, amountCents: null, isByHand: false, seenCents: null });
  }
  return [...lines, ...added];
}

export function dropItems(lines: readonly DraftLine[], ids: readonly string[]): DraftLine[] {
  const dropped = new Set(ids);
  return lines.filter(({ item }) => !dropped.has(idOfItem(item)));
}

type Written = Pick<DraftLine, "amountCents" | "isByHand" | "seenCents"> & { id: string };

/** The amounts as written, in the order as given; a line that is not named keeps its own, behind the others. */
export function writeAmounts(lines: readonly DraftLine[], written: readonly Written[]): DraftLine[] {
  const named = new Set(written.map(({ id }) => id));
  const changed = written.flatMap(({ id, ...amount }) => {
    const line = lines.find(({ item }) => idOfItem(item) === id);
    return line ? [{ ...line, ...amount }] : [];
  });
  return [...changed, ...lines.filter(({ item }) => !named.has(idOfItem(item)))];
}

/** What may be put on an invoice; what is held on a ledger. */
export function openCentsOf(item: DraftLine["item"], unconfirmedCents: number): number {
  const { kind, balanceCents } = item;
  return kind === "invoice" ? Math.max(0, balanceCents - unconfirmedCents) : balanceCents + unconfirmedCents;
}

/** Lines beside the matter system's answer at this moment. `unconfirmed` and `asked` are by `idOfItem`. */
export function lineUp(
  lines: readonly DraftLine[],
  read: readonly ReadItem[],
  unconfirmed: ReadonlyMap<string, number>,
  asked: ReadonlyMap<string, number> = new Map(),
): LiveLine[] {
  const found = new Map(read.map((item) => [idOfItem(item), item]));
  return lines.map((line) => {
    const live = found.get(idOfItem(line.item));
    const unconfirmedCents = unconfirmed.get(idOfItem(line.item)) ?? 0;
    const known = { ...line, unconfirmedCents, askedCents: asked.get(idOfItem(line.item)) ?? 0 };
    if (!live) return { ...known, openCents: 0, trouble: "gone", isMoved: false };
    const { status, ...item } = live;
    const openCents = openCentsOf(item, unconfirmedCents);
    const isMoved = PLACES.some((place) => line.item[place] !== item[place]);
    return { ...known, item, openCents, trouble: troubleOf(live, openCents), isMoved };
  });
}

/** By these money finds its way, into an account here and into the books there; what was selected came by way of a browser, maybe long ago. */
const PLACES = ["clientNumber", "matterNumber", "invoiceNumber", "payorNumber", "bankAccount", "currency"] as const;

function troubleOf({ status, kind }: ReadItem, openCents: number): LineTrouble | null {
  if (status !== "open") return status;
  return kind === "invoice" && openCents === 0 ? "used_up" : null;
}

/**
 * Lines whose balance is not the one that was seen when the amount was written. A ledger may hold more or less than before, which
 * bounds no deposit: of it only an end counts.
 */
export function findChanges(lines: readonly LiveLine[]): BalanceChange[] {
  return lines.flatMap((line) => {
    const { item, amountCents, seenCents, openCents, trouble, isMoved } = line;
    if (!amountCents) return [];
    const isOther = item.kind === "invoice" && (seenCents !== openCents || amountCents > openCents);
    if (!isOther && !isMoved && trouble === null) return [];
    const { kind, currency } = item;
    const facts = { id: idOfItem(item), kind, label: labelOfItem(item), currency };
    return [{ ...facts, seenCents: seenCents ?? 0, openCents, trouble, isMoved }];
  });
}

export type AllocationSums = {
  operatingCents: number;
  trustCents: number;
  /** Of all invoice lines. */
  outstandingCents: number;
  /** Invoice lines that get something. */
  invoices: number;
  /** "Amount to pay" less what the invoices get; null while nothing is written there. */
  leftCents: number | null;
};

/** What stands at the right of Allocate. */
export function sumAllocation(
  lines: readonly Pick<LiveLine, "item" | "amountCents" | "openCents">[],
  amountToPayCents: number | null,
): AllocationSums {
  const invoices = lines.filter(({ item }) => item.kind === "invoice");
  const trust = lines.filter(({ item }) => item.kind === "trust");
  const sumOf = (some: typeof lines) => sumCents(some.map(({ amountCents }) => amountCents ?? 0));
  const operatingCents = sumOf(invoices);
  return {
    operatingCents,
    trustCents: sumOf(trust),
    outstandingCents: sumCents(invoices.map(({ openCents }) => openCents)),
    invoices: invoices.filter(({ amountCents }) => amountCents).length,
    leftCents: amountToPayCents === null ? null : amountToPayCents - operatingCents,
  };
}

/** Whole days from one calendar date to another (ISO). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/**
 * Which payments the amounts become: one for all invoices, one for each matter of trust money, each into an account of its kind that
 * the matter system knows under the right name. `accounts`: those that the actor may use, the firm's default first.
 */
export function planPayment(
  lines: readonly DraftLine[],
  accounts: readonly PlanAccount[],
  accountId = "",
): PaymentPlan {
  const paid = lines.filter(({ amountCents }) => amountCents);
  const [first] = paid;
  if (!first) return refuse("nothing_allocated");
  const { currency } = first.item;
  if (paid.some(({ item }) => item.currency !== currency)) return refuse("currencies_differ");
  const usable = accounts.filter((account) => account.currency === currency);
  const operating = planOperating(paid, usable, accountId);
  if (!operating.ok) return operating;
  const trust = planTrust(paid, usable);
  if (!trust.ok) return trust;
  const parts = [...operating.parts, ...trust.parts];
  return { ok: true, parts, currency, totalCents: sumCents(parts.map(({ amountCents }) => amountCents)) };
}

type Planned = { ok: true; parts: PlannedPart[] } | Extract<PaymentPlan, { ok: false }>;

function refuse(refusal: PlanRefusal, detail = ""): Extract<PaymentPlan, { ok: false }> {
  return { ok: false, refusal, detail };
}

/** Operating accounts that may take the invoices; those that the matter system knows first. */
export function operatingChoices(accounts: readonly PlanAccount[], currency: string): PlanAccount[] {
  return accounts
    .filter((account) => account.kind === "operating" && account.currency === currency)
    .sort((a, b) => Number(b.bankAccount !== "") - Number(a.bankAccount !== ""));
}

function planOperating(paid: readonly DraftLine[], accounts: readonly PlanAccount[], accountId: string): Planned {
  const lines = paid.filter(({ item }) => item.kind === "invoice");
  const [first] = lines;
  if (!first) return { ok: true, parts: [] };
  const choices = operatingChoices(accounts, first.item.currency);
  const account = choices.find(({ id }) => id === accountId) ?? choices[0];
  return account ? { ok: true, parts: [partOf("operating", 0, account, lines)] } : refuse("no_operating_account");
}

function planTrust(paid: readonly DraftLine[], accounts: readonly PlanAccount[]): Planned {
  const groups = new Map<string, { account: PlanAccount; lines: DraftLine[] }>();
  for (const line of paid.filter(({ item }) => item.kind === "trust")) {
    const { bankAccount, clientNumber, matterNumber } = line.item;
    if (clientNumber === "" || matterNumber === "") return refuse("trust_needs_matter", bankAccount);
    const account = trustAccountOf(bankAccount, accounts);
    if (account === null) return refuse("no_trust_account");
    if (account === undefined) return refuse("trust_bank_unmapped", bankAccount);
    const key = JSON.stringify([account.id, clientNumber, matterNumber]);
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { account, lines: [line] });
  }
  if (groups.size > MOST_TRUST_PARTS) return refuse("too_many_matters", String(MOST_TRUST_PARTS));
  const parts = [...groups.values()].map(({ account, lines }, place) => partOf("trust", place, account, lines));
  return { ok: true, parts };
}

/**
 * The account whose money lies at that bank account. Money of one bank account is never put into another: where several could be meant
 * and none is named, there is none. Null: the firm has no trust account at all.
 */
function trustAccountOf(bankAccount: string, accounts: readonly PlanAccount[]): PlanAccount | null | undefined {
  const trust = accounts.filter(({ kind }) => kind === "trust");
  if (trust.length === 0) return null;
  const named = trust.find((account) => account.bankAccount !== "" && account.bankAccount === bankAccount);
  if (named) return named;
  const [only, ...others] = trust;
  return only?.bankAccount === "" && others.length === 0 ? only : undefined;
}

function partOf(
  kind: PlannedPart["kind"],
  place: number,
  { id: accountId, name: accountName, currency }: PlanAccount,
  lines: readonly DraftLine[],
): PlannedPart {
  const one = (read: (item: DraftLine["item"]) => string) => {
    const values = new Set(lines.map(({ item }) => read(item)));
    return values.size === 1 ? ([...values][0] ?? "") : "";
  };
  return {
    ...{ kind, place, accountId, accountName, currency, lines },
    amountCents: sumCents(lines.map(({ amountCents }) => amountCents ?? 0)),
    invoiceNumber: kind === "trust" ? "" : nameInvoices(lines.map(({ item }) => item.invoiceNumber)),
    clientRef: one(({ clientNumber }) => clientNumber).slice(0, LONGEST_REF),
    matterRef: one(({ matterNumber }) => matterNumber).slice(0, LONGEST_REF),
  };
}

/** As a payment's fields hold them; the lines keep what the matter system says in full. */
const LONGEST_INVOICES = 60;
const LONGEST_REF = 120;

/** "204077, 204118", as far as a payment's field holds it: "204077, 204118 +12". */
export function nameInvoices(numbers: readonly string[]): string {
  const all = [...new Set(numbers)];
  for (let shown = all.length; shown > 0; shown -= 1) {
    const rest = all.length - shown;
    const text = all.slice(0, shown).join(", ") + (rest > 0 ? ` +${rest}` : "");
    if (text.length <= LONGEST_INVOICES) return text;
  }
  return (all[0] ?? "").slice(0, LONGEST_INVOICES);
}

/** Lines that carry money, as an obligation keeps them. */
export function keptLinesOf(
  lines: readonly DraftLine[],
): { item: DraftLine["item"]; amountCents: number; balanceCents: number }[] {
  return lines.flatMap(({ item, amountCents, seenCents }) =>
    amountCents ? [{ item, amountCents, balanceCents: seenCents ?? item.balanceCents }] : [],
  );
}

/** The links of a draft are found by these: one for each part. */
export function requestKeyOfLink(draftId: string, partKey: string): string {
  return `connect:${draftId}:${partKey}`;
}

/** Every key that a link of the draft may have. */
export function requestKeysOfDraft(draftId: string): string[] {
  const trust = Array.from({ length: MOST_TRUST_PARTS }, (_, place) => keyOfPart({ kind: "trust", place }));
  return ["operating", ...trust].map((key) => requestKeyOfLink(draftId, key));
}

/** The payer to begin with: the only one to whom all of it belongs. Two of them are a choice for people. */
export function solePayerOf(offered: readonly OfferedPayer[]): string | null {
  const [first, second] = offered.filter(({ isOfAll }) => isOfAll);
  return first && !second ? first.payerId : null;
}
