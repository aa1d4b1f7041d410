import type { OpenItem, ReadItem, SearchField } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { AppError } from "@/lib/platform/errors";
import { type Found, givenNumberOf, type JudgedPosting } from "./judge";

/** So many items that may be meant are enough to name a few. */
const ENOUGH = 20;
/** Shorter numbers would fit half of the books. */
const LEAST_PART = 4;
const LONGEST_QUERY = 200;

/** Looks in the matter system for what a record without an item may be for. @throws AppError upstream_unavailable */
export async function findItemsFor(system: MatterSystem, posting: JudgedPosting): Promise<Found> {
  const given = givenNumberOf(posting).trim().slice(0, LONGEST_QUERY);
  const by: SearchField = posting.kind === "trust" ? "matter_number" : "invoice_number";
  const search = (field: SearchField, query: string, match: "exact" | "contains"): Promise<OpenItem[]> =>
    query === "" ? Promise.resolve([]) : searchOnce(system, posting.kind, { by: field, query, match });
  const exact = await search(by, given, "exact");
  const none: Found = { exact, ended: [], holding: [], others: [] };
  if (exact.length > 0) return none;
  const ended = posting.kind === "trust" || given === "" ? [] : await findEnded(system, given);
  if (ended.length > 0) return { ...none, ended };
  const holding = await search(by, given, "contains");
  if (holding.length > 0) return { ...none, holding };
  const shorter = given.length > LEAST_PART ? await search(by, given.slice(0, -1), "contains") : [];
  const ofName =
    shorter.length > 0 ? [] : await search("client_name", posting.payerName.trim().slice(0, LONGEST_QUERY), "contains");
  return { ...none, others: [...shorter, ...ofName] };
}

/** A service that is older than the portal cannot tell; its firm is told "not found" then, as long as it is not updated. */
async function findEnded(system: MatterSystem, given: string): Promise<ReadItem[]> {
  const all = await system.findInvoices(given).catch((error: unknown): ReadItem[] => {
    if (error instanceof AppError && error.reason === "connector_failed") return [];
    throw error;
  });
  return all.filter(({ status }) => status !== "open");
}

async function searchOnce(
  system: MatterSystem,
  kind: "invoice" | "trust",
  what: { by: SearchField; query: string; match: "exact" | "contains" },
): Promise<OpenItem[]> {
  const search = { ...what, cursor: null, limit: ENOUGH };
  const page = kind === "trust" ? await system.searchTrustLedgers(search) : await system.searchInvoices(search);
  return page.items;
}
