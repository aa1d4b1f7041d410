import { nameInvoices } from "@/lib/connect-payments/rules";
import type { OpenItem, ReadItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { MAX_AMOUNT_CENTS, sumCents } from "@/lib/money/cents";
import type { OfferedInvoice, Payable, PickedInvoice, PickedLine, PickProblem, Proof, TypedNumbers } from "./model";

/** How many invoices one page of a client shows; the oldest come first. */
export const MOST_OFFERED = 50;

type Setting = { key: string; isRequired: boolean };

const NUMBERS = { client: "clientRef", invoice: "invoiceNumber" } as const;

/** What is asked on a page, among the settings of its fields: both required is both, both optional is either. */
export function proofOf(fields: readonly Setting[]): Proof {
  const asked = (key: string) => fields.find((field) => field.key === key);
  const [client, invoice] = [asked(NUMBERS.client), asked(NUMBERS.invoice)];
  if (client && invoice) return client.isRequired && invoice.isRequired ? "both" : "either";
  if (client) return "client";
  return invoice ? "invoice" : "either";
}

/** The other way round: what `proofOf` reads, and the other fields as they are. */
export function fieldsOfProof(proof: Proof, others: readonly Setting[]): Setting[] {
  const isRequired = proof !== "either";
  const asked = [
    ...(asksClient(proof) ? [{ key: NUMBERS.client, isRequired }] : []),
    ...(asksInvoice(proof) ? [{ key: NUMBERS.invoice, isRequired }] : []),
  ];
  return [...asked, ...others.filter(({ key }) => !isNumberField(key))];
}

/** Numbers are read off the invoices that are paid, and asked for nowhere else on such a page. */
export function isNumberField(key: string): boolean {
  return key === "clientRef" || key === "invoiceNumber" || key === "matterRef";
}

export function asksClient(proof: Proof): boolean {
  return proof !== "invoice";
}

export function asksInvoice(proof: Proof): boolean {
  return proof !== "client";
}

/** A number longer than this stands in no matter system. */
export const LONGEST_NUMBER = 60;

export type NumberProblem = { path: keyof TypedNumbers; message: "field_missing" | "text_too_long" | "number_missing" };

/** Whether enough was typed to look anything up. What a page does not ask for is not taken. */
export function decideNumbers(
  proof: Proof,
  typed: TypedNumbers,
): { ok: true; numbers: TypedNumbers } | { ok: false; problems: NumberProblem[] } {
  const clientRef = asksClient(proof) ? typed.clientRef.trim() : "";
  const invoiceNumber = asksInvoice(proof) ? typed.invoiceNumber.trim() : "";
  const problems: NumberProblem[] = [];
  if (proof === "either" && clientRef === "" && invoiceNumber === "")
    problems.push({ path: "clientRef", message: "number_missing" });
  if ((proof === "client" || proof === "both") && clientRef === "")
    problems.push({ path: "clientRef", message: "field_missing" });
  if ((proof === "invoice" || proof === "both") && invoiceNumber === "")
    problems.push({ path: "invoiceNumber", message: "field_missing" });
  if (clientRef.length > LONGEST_NUMBER) problems.push({ path: "clientRef", message: "text_too_long" });
  if (invoiceNumber.length > LONGEST_NUMBER) problems.push({ path: "invoiceNumber", message: "text_too_long" });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, numbers: { clientRef, invoiceNumber } };
}

const plain = (text: string) => text.trim().toLowerCase();
const isSameNumber = (one: string, other: string) => plain(one) === plain(other);

/**
 * The invoices of this very number that its holder may see: of one client alone. Two clients' under one number are nobody's, until the client
 * number says whose. A payor's own number, which 3E prints on its bills, stands for that payor's share.
 */
export function namedInvoices(items: readonly OpenItem[], { clientRef, invoiceNumber }: TypedNumbers): OpenItem[] {
  const named = items.filter((item) => item.kind === "invoice" && isSameNumber(item.invoiceNumber, invoiceNumber));
  if (clientRef === "") return isOfOneClient(named) ? named : [];
  const ofClient = named.filter((item) => isSameNumber(item.clientNumber, clientRef) && isOwnShare(item));
  if (ofClient.length > 0) return ofClient;
  const ofPayor = named.filter((item) => isSameNumber(item.payorNumber, clientRef));
  return isOfOneClient(ofPayor) ? ofPayor : [];
}

/** The client's own invoices: of a shared one its own part, never another payor's. */
export function invoicesOfClient(items: readonly OpenItem[], clientNumber: string): OpenItem[] {
  return items.filter(
    (item) => item.kind === "invoice" && isSameNumber(item.clientNumber, clientNumber) && isOwnShare(item),
  );
}

function isOfOneClient(items: readonly OpenItem[]): boolean {
  return new Set(items.map(({ clientNumber }) => plain(clientNumber))).size === 1;
}

/** What the client itself is billed: the whole invoice, or the part of a shared one that bears its name. */
function isOwnShare({ payorPercent, payorNumber, payorName, clientNumber, clientName }: OpenItem): boolean {
  if (payorPercent === null || payorNumber === "") return true;
  return isSameNumber(payorNumber, clientNumber) || isSameNumber(payorName, clientName);
}

/** What can be paid of them here: in the page's currency, with something open beyond what is being paid. Each once, the oldest first. */
export function payablesOf(
  items: readonly OpenItem[],
  { currency, unconfirmed }: { currency: string; unconfirmed: ReadonlyMap<string, number> },
): Payable[] {
  const once = new Map(items.map((item) => [idOfItem(item), item]));
  return [...once]
    .flatMap(([id, item]): Payable[] => {
      const openCents = item.balanceCents - (unconfirmed.get(id) ?? 0);
      return item.currency === currency && openCents > 0 ? [{ item, openCents }] : [];
    })
    .sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.item.invoiceNumber.localeCompare(b.item.invoiceNumber));
}

/** Without a date: the newest. */
function dayOf({ item }: Payable): string {
  return item.datedOn ?? "9999-12-31";
}

/** Those of the typed invoice number, and the others; without such a number all are meant. */
export function splitNamed(payables: readonly Payable[], { invoiceNumber }: TypedNumbers) {
  const isNamed = ({ item }: Payable) => invoiceNumber === "" || isSameNumber(item.invoiceNumber, invoiceNumber);
  return { named: payables.filter(isNamed), rest: payables.filter((payable) => !isNamed(payable)) };
}

/** As a visitor may see them. What was named stands first and is ticked; so is what stands alone. Several shares of one invoice are a choice. */
export function offeredInvoices(payables: readonly Payable[], numbers: TypedNumbers): OfferedInvoice[] {
  const { clientRef } = numbers;
  const { named, rest } = splitNamed(payables, numbers);
  const [only, second] = named;
  const meant = second ? undefined : only;
  return [...named, ...rest].map((payable) => {
    const { item, openCents } = payable;
    const { datedOn, payorPercent } = item;
    return {
      ...{ id: idOfItem(item), invoiceNumber: item.invoiceNumber, datedOn, payorPercent, openCents },
      matterNumber: clientRef !== "" && isSameNumber(item.clientNumber, clientRef) ? item.matterNumber : "",
      isMeant: payable === meant,
    };
  });
}

/** By which the tick of an invoice is sent, and what is to be paid of it. */
export function pickFieldOf(id: string): string {
  return `pick.${id}`;
}
export function partFieldOf(id: string): string {
  return `part.${id}`;
}

export type PickedSums = {
  lines: PickedLine[];
  amountCents: number;
  /** As a payment's fields hold them, for its receipt: client and matter only where the client number was typed. */
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
};

/**
 * What is paid of what was offered. The browser says which, and where a part may be paid how much; never more than is open. Every problem
 * at once, by the field that it belongs to.
 */
export function decidePicks(
  payables: readonly Payable[],
  picks: readonly PickedInvoice[],
  { allowsPart, clientRef }: { allowsPart: boolean; clientRef: string },
): { ok: true; picked: PickedSums } | { ok: false; problems: { path: string; message: PickProblem }[] } {
  const offered = new Map(payables.map((payable) => [idOfItem(payable.item), payable]));
  const problems: { path: string; message: PickProblem }[] = [];
  const lines = picks.flatMap(({ id, amountCents: typedCents }): PickedLine[] => {
    const payable = offered.get(id);
    const refuse = (path: string, message: PickProblem) => {
      problems.push({ path, message });
      return [];
    };
    if (!payable) return refuse("picks", "invoice_gone");
    const { item, openCents } = payable;
    const amountCents = allowsPart && typedCents !== undefined ? typedCents : openCents;
    if (amountCents === null) return refuse(partFieldOf(id), "amount_unreadable");
    if (!Number.isSafeInteger(amountCents) || amountCents < 1) return refuse(partFieldOf(id), "amount_missing");
    if (amountCents > openCents) return refuse(partFieldOf(id), "amount_above_open");
    return [{ item, amountCents, balanceCents: openCents }];
  });
  if (picks.length === 0) problems.push({ path: "picks", message: "nothing_picked" });
  const totalCents = sumCents(lines.map(({ amountCents }) => amountCents));
  if (totalCents > MAX_AMOUNT_CENTS) problems.push({ path: "picks", message: "invoices_too_much" });
  if (problems.length > 0) return { ok: false, problems };
  const one = (read: (item: OpenItem) => string) => {
    const values = new Set(lines.map(({ item }) => read(item)));
    return values.size === 1 ? ([...values][0] ?? "").slice(0, LONGEST_REF) : "";
  };
  const isProven = clientRef !== "" && lines.every(({ item }) => isSameNumber(item.clientNumber, clientRef));
  return {
    ok: true,
    picked: {
      lines,
      amountCents: totalCents,
      invoiceNumber: nameInvoices(lines.map(({ item }) => item.invoiceNumber)),
      clientRef: isProven ? one(({ clientNumber }) => clientNumber) : "",
      matterRef: isProven ? one(({ matterNumber }) => matterNumber) : "",
    },
  };
}

const LONGEST_REF = 120;

/** A kept line beside its invoice as it stands now. */
export type KeptInvoice = {
  key: string;
  clientNumber: string;
  invoiceNumber: string;
  currency: string;
  amountCents: number;
};

/**
 * Whether each line may still be paid: its invoice is open, is the one that was picked, and has that much open beyond what others pay.
 * `before` and `now`: what was on its way before the balances were read and at the claim; the larger one counts, since a receipt that arrived
 * in between has left the sum of what is on its way and is not in the balance yet. By `idOfItem`.
 */
export function areStillOpen(
  lines: readonly KeptInvoice[],
  live: readonly ReadItem[],
  { before, now }: { before: ReadonlyMap<string, number>; now: ReadonlyMap<string, number> },
): boolean {
  const found = new Map(live.map((item) => [idOfItem(item), item]));
  return lines.every((line) => {
    const id = idOfItem({ kind: "invoice", key: line.key });
    const item = found.get(id);
    if (item?.status !== "open") return false;
    const isSame = (["clientNumber", "invoiceNumber", "currency"] as const).every((part) => item[part] === line[part]);
    const onItsWay = Math.max(before.get(id) ?? 0, now.get(id) ?? 0);
    return isSame && line.amountCents <= item.balanceCents - onItsWay;
  });
}
