import type { OpenItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import {
  ASSOCIATION_LEVELS,
  type AssociationLevel,
  type AssociationResult,
  type AssociationTarget,
  type OwedItem,
  type OwedSum,
} from "./model";

type Named = Pick<AssociationTarget, "level" | "clientNumber" | "matterNumber" | "itemKey">;
type Item = Pick<OpenItem, "key" | "kind" | "clientNumber" | "matterNumber">;

/** Whether an item lies under an association. */
export function holdsItem(association: Named, item: Item): boolean {
  if (association.clientNumber !== item.clientNumber) return false;
  switch (association.level) {
    case "client":
      return true;
    case "matter":
      return association.matterNumber === item.matterNumber;
    case "invoice":
      return item.kind === "invoice" && association.itemKey === item.key;
  }
}

/** What makes two associations of one payer and connection the same. */
export function nameOf({ level, clientNumber, matterNumber, itemKey }: Named): string {
  return JSON.stringify([level, clientNumber, level === "client" ? "" : matterNumber, itemKey]);
}

/** What can be ticked in a page of items: each client, matter or invoice once, in the order found. */
export function resultsOf(
  level: AssociationLevel,
  items: readonly OpenItem[],
  existing: readonly Named[],
): AssociationResult[] {
  const taken = new Set(existing.map(nameOf));
  const results = new Map<string, AssociationResult>();
  for (const item of items) {
    if (level === "invoice" && item.kind !== "invoice") continue;
    const target = targetOf(level, item);
    const pick = nameOf(target);
    if (results.has(pick) || !isNamed(target)) continue;
    const isInvoice = level === "invoice";
    results.set(pick, {
      ...target,
      pick,
      payorName: isInvoice ? item.payorName : "",
      balanceCents: isInvoice ? item.balanceCents : null,
      currency: item.currency,
      isAssociated: taken.has(pick),
    });
  }
  return [...results.values()];
}

function targetOf(level: AssociationLevel, item: OpenItem): AssociationTarget {
  const isClient = level === "client";
  return {
    level,
    clientNumber: item.clientNumber,
    clientName: item.clientName,
    matterNumber: isClient ? "" : item.matterNumber,
    matterName: isClient ? "" : item.matterName,
    invoiceNumber: level === "invoice" ? item.invoiceNumber : "",
    itemKey: level === "invoice" ? item.key : "",
  };
}

/** The database refuses one without the number of its level. */
function isNamed({ level, clientNumber, matterNumber, itemKey }: Named): boolean {
  return clientNumber !== "" && (level !== "matter" || matterNumber !== "") && (level !== "invoice" || itemKey !== "");
}

/** What the matter system has to be asked for, each thing once: what a wider association holds already is not asked again. */
export type Questions = {
  clients: string[];
  matters: { clientNumber: string; matterNumber: string }[];
  invoices: string[];
};

export function questionsOf(associations: readonly Named[]): Questions {
  const clients = new Set(associations.filter(({ level }) => level === "client").map((each) => each.clientNumber));
  const rest = associations.filter((each) => !clients.has(each.clientNumber));
  const matters = new Map(rest.filter(({ level }) => level === "matter").map((each) => [nameOf(each), each]));
  return {
    clients: [...clients],
    matters: [...matters.values()].map(({ clientNumber, matterNumber }) => ({ clientNumber, matterNumber })),
    invoices: [...new Set(rest.filter(({ level }) => level === "invoice").map(({ itemKey }) => itemKey))],
  };
}

/** The items under the associations, each once, with what is left when money that is on its way has arrived. Oldest first. */
export function owedItemsOf(
  items: readonly OpenItem[],
  associations: readonly Named[],
  unconfirmed: ReadonlyMap<string, number>,
): OwedItem[] {
  const owed = new Map<string, OwedItem>();
  for (const item of items) {
    if (item.kind !== "invoice" || owed.has(item.key)) continue;
    const holding = associations.filter((association) => holdsItem(association, item));
    if (holding.length === 0) continue;
    const { key, clientNumber, clientName, matterNumber, matterName, invoiceNumber } = item;
    const { payorNumber, payorName, datedOn, currency, balanceCents } = item;
    const unconfirmedCents = unconfirmed.get(idOfItem(item)) ?? 0;
    const isNamed = holding.some(({ level }) => level === "invoice");
    owed.set(key, {
      ...{ key, clientNumber, clientName, matterNumber, matterName, invoiceNumber },
      ...{ payorName, datedOn, currency, balanceCents, unconfirmedCents },
      isOfOtherPayor: !isNamed && payorNumber !== clientNumber && payorName !== clientName,
      owedCents: Math.max(0, balanceCents - unconfirmedCents),
    });
  }
  return [...owed.values()].sort(
    (a, b) => (a.datedOn ?? "").localeCompare(b.datedOn ?? "") || a.invoiceNumber.localeCompare(b.invoiceNumber),
  );
}

/** One sum a currency, in the order of their names. */
export function sumsOf(items: readonly OwedItem[]): OwedSum[] {
  const sums = new Map<string, OwedSum>();
  for (const { currency, owedCents, unconfirmedCents, isOfOtherPayor } of items) {
    const sum = sums.get(currency) ?? { currency, owedCents: 0, unconfirmedCents: 0, otherPayorsCents: 0, items: 0 };
    sums.set(currency, {
      currency,
      owedCents: sum.owedCents + owedCents,
      unconfirmedCents: sum.unconfirmedCents + unconfirmedCents,
      otherPayorsCents: sum.otherPayorsCents + (isOfOtherPayor ? owedCents : 0),
      items: sum.items + 1,
    });
  }
  return [...sums.values()].sort((a, b) => a.currency.localeCompare(b.currency));
}

/** The narrower of two levels. */
export function narrower(a: AssociationLevel, b: AssociationLevel): AssociationLevel {
  return ASSOCIATION_LEVELS.indexOf(a) > ASSOCIATION_LEVELS.indexOf(b) ? a : b;
}
