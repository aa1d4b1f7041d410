import type { OpenItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { readPages } from "./internal/read-pages";
import { MOST_OWED_ITEMS } from "./model";
import type { Questions } from "./rules";

const AT_ONCE = 4;
const REFS_AT_ONCE = 500;

/**
 * The open invoices under some associations, as the matter system has them now; one that lies under several may come several times.
 * `hasMore`: there are more than are read. Never inside a transaction. @throws AppError upstream_unavailable
 */
export async function readOpenItems(
  system: MatterSystem,
  questions: Questions,
): Promise<{ items: OpenItem[]; hasMore: boolean }> {
  const byNumber = (by: "client_number" | "matter_number", query: string) => () =>
    readPages((place) => system.searchInvoices({ by, query, match: "exact", ...place }), MOST_OWED_ITEMS);
  const asked = [
    ...questions.clients.map((number) => byNumber("client_number", number)),
    ...[...new Set(questions.matters.map(({ matterNumber }) => matterNumber))].map((number) =>
      byNumber("matter_number", number),
    ),
    ...batchesOf(questions.invoices, REFS_AT_ONCE).map((keys) => async () => ({
      items: await readInvoicesNow(system, keys),
      hasMore: false,
    })),
  ];
  const items: OpenItem[] = [];
  let hasMore = false;
  for (const part of batchesOf(asked, AT_ONCE)) {
    for (const answer of await Promise.all(part.map((ask) => ask()))) {
      items.push(...answer.items);
      hasMore ||= answer.hasMore;
    }
  }
  return { items, hasMore };
}

/** These invoices as they stand at this moment; those that are not open any more are left out. @throws AppError upstream_unavailable */
export async function readInvoicesNow(system: MatterSystem, keys: readonly string[]): Promise<OpenItem[]> {
  const open: OpenItem[] = [];
  for (const batch of batchesOf(keys, REFS_AT_ONCE)) {
    const found = await system.readItems(batch.map((key) => ({ kind: "invoice", key })));
    for (const { status, ...item } of found) if (status === "open") open.push(item);
  }
  return open;
}

function batchesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
