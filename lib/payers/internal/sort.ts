import { sql } from "drizzle-orm";
import { payers as p } from "@/db/schema/payers";
import { partsOfSort } from "@/lib/lists/rules";
import { instantKey, type ListOrder, makeOrder, type SortKey, textKey } from "@/lib/platform/list-order";
import { PAYER_SORTS, type PayerSortId } from "../columns";
import type { PayerFilter } from "../schemas";

/** A payer as it is read, with what its cursor needs. */
export type SortedPayer = { payer: typeof p.$inferSelect };

const text: (...key: Parameters<typeof textKey<SortedPayer>>) => SortKey<SortedPayer> = textKey;
const name = text(sql`${p.nameKey}`, ({ payer }) => payer.nameKey);

/**
 * The first four have an index that begins with the firm and these values. For the others all payers of the firm that match are put in
 * order: some tens of thousands at most.
 */
const SORT_KEYS: Record<PayerSortId, readonly SortKey<SortedPayer>[]> = {
  name: [name],
  email: [
    text(sql`case when ${p.emails}[1] is null then '' else ${p.emails}[1] end`, ({ payer }) => payer.emails[0] ?? ""),
  ],
  client: [
    text(
      sql`case when ${p.clientRefs}[1] is null then '' else ${p.clientRefs}[1] end`,
      ({ payer }) => payer.clientRefs[0] ?? "",
    ),
  ],
  created: [instantKey(sql`${p.createdAt}`, ({ payer }) => payer.createdAt)],
  phone: [text(sql`${p.phone}`, ({ payer }) => payer.phone)],
  kind: [text(sql`${p.kind}`, ({ payer }) => payer.kind), name],
  given_name: [text(sql`${p.givenName}`, ({ payer }) => payer.givenName), name],
  family_name: [text(sql`${p.familyName}`, ({ payer }) => payer.familyName), name],
  city: [text(sql`${p.city}`, ({ payer }) => payer.city), name],
  region: [text(sql`${p.region}`, ({ payer }) => payer.region), name],
  postal_code: [text(sql`${p.postalCode}`, ({ payer }) => payer.postalCode), name],
  country: [text(sql`${p.country}`, ({ payer }) => payer.country), name],
  language: [text(sql`${p.locale}`, ({ payer }) => payer.locale), name],
};

/** The order of the list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf<Row extends SortedPayer>({ sort = "name", cursor }: Partial<PayerFilter>): ListOrder<Row> {
  const { columnId, direction } = partsOfSort(sort, PAYER_SORTS);
  return makeOrder<Row>({
    sort,
    isDescending: direction === "desc",
    keys: SORT_KEYS[columnId],
    id: { of: sql`${p.id}`, textOf: ({ payer }) => payer.id },
    cursor,
  });
}
