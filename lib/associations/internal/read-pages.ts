import type { ItemPage, OpenItem } from "@/lib/matter-systems/model";

const ROWS = 500;

/** Reads pages until there are no more, or `most` items are there. */
export async function readPages(
  read: (place: { cursor: string | null; limit: number }) => Promise<ItemPage>,
  most: number,
): Promise<{ items: OpenItem[]; hasMore: boolean }> {
  const items: OpenItem[] = [];
  let cursor: string | null = null;
  do {
    const page: ItemPage = await read({ cursor, limit: ROWS });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < most);
  return { items: items.slice(0, most), hasMore: cursor !== null || items.length > most };
}
