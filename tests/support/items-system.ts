import type { ItemPage, ItemSearch, OpenItem, SearchField } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { makeSystem } from "./connect-bench";

const FIELD: Record<SearchField, (item: OpenItem) => string> = {
  client_name: ({ clientName }) => clientName,
  client_number: ({ clientNumber }) => clientNumber,
  matter_number: ({ matterNumber }) => matterNumber,
  matter_description: ({ matterName }) => matterName,
  invoice_number: ({ invoiceNumber }) => invoiceNumber,
};

/** A matter system that holds these items, all open, and searches them as the port says. */
export function makeItemsSystem(items: readonly OpenItem[], own: Partial<MatterSystem> = {}): MatterSystem {
  const search = (kind: OpenItem["kind"]) => async (asked: ItemSearch) => pageOf(items, kind, asked);
  return makeSystem({
    searchInvoices: search("invoice"),
    searchTrustLedgers: search("trust"),
    readItems: async (refs) =>
      items
        .filter((item) => refs.some((ref) => ref.kind === item.kind && ref.key === item.key))
        .map((item) => ({ ...item, status: "open" })),
    ...own,
  });
}

function pageOf(items: readonly OpenItem[], kind: OpenItem["kind"], asked: ItemSearch): ItemPage {
  const wanted = asked.query.trim().toLowerCase();
  const isFound = (item: OpenItem) => {
    const text = FIELD[asked.by](item).trim().toLowerCase();
    return item.kind === kind && (asked.match === "exact" ? text === wanted : text.includes(wanted));
  };
  const found = items.filter(isFound);
  const from = Number(asked.cursor ?? 0);
  const next = from + asked.limit;
  return { items: found.slice(from, next), nextCursor: next < found.length ? String(next) : null };
}
