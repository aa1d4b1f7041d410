import type { Cell, ListColumn } from "@/lib/lists/model";
import type { WholePayer } from "./model";

/** The columns of the payers, on the screen and in a file of them. With the hidden ones a file can be imported again. */
export const PAYER_COLUMNS = [
  { id: "name", kind: "text", isSortable: true, isFixed: true },
  { id: "email", kind: "text", isSortable: true },
  { id: "phone", kind: "text", isSortable: true },
  { id: "client", kind: "text", isSortable: true },
  { id: "last_paid", kind: "instant" },
  { id: "kind", kind: "word", isSortable: true, isHidden: true },
  { id: "given_name", kind: "text", isSortable: true, isHidden: true },
  { id: "family_name", kind: "text", isSortable: true, isHidden: true },
  { id: "line1", kind: "text", isHidden: true },
  { id: "line2", kind: "text", isHidden: true },
  { id: "city", kind: "text", isSortable: true, isHidden: true },
  { id: "region", kind: "text", isSortable: true, isHidden: true },
  { id: "postal_code", kind: "text", isSortable: true, isHidden: true },
  { id: "country", kind: "text", isSortable: true, isHidden: true },
  { id: "language", kind: "word", isSortable: true, isHidden: true },
  { id: "notes", kind: "text", isHidden: true },
  { id: "created", kind: "instant", isSortable: true, isHidden: true },
] as const satisfies readonly ListColumn[];

/** Columns by which the list can be ordered. When somebody last paid is looked up for the rows that are shown, so it orders nothing. */
export const PAYER_SORTS = [
  "name",
  "email",
  "client",
  "created",
  "phone",
  "kind",
  "given_name",
  "family_name",
  "city",
  "region",
  "postal_code",
  "country",
  "language",
] as const satisfies readonly PayerColumnId[];
export type PayerSortId = (typeof PAYER_SORTS)[number];

type PayerColumnId = (typeof PAYER_COLUMNS)[number]["id"];

const CELLS: Record<PayerColumnId, (payer: WholePayer) => Cell> = {
  name: (payer) => payer.name,
  email: (payer) => payer.emails.join("; "),
  phone: (payer) => payer.phone,
  client: (payer) => payer.clientRefs.join("; "),
  last_paid: (payer) => payer.lastPaidAt,
  kind: (payer) => payer.kind,
  given_name: (payer) => payer.givenName,
  family_name: (payer) => payer.familyName,
  line1: (payer) => payer.address.line1,
  line2: (payer) => payer.address.line2,
  city: (payer) => payer.address.city,
  region: (payer) => payer.address.region,
  postal_code: (payer) => payer.address.postalCode,
  country: (payer) => payer.address.country,
  language: (payer) => payer.locale,
  notes: (payer) => payer.notes,
  created: (payer) => payer.createdAt,
};

/** What stands in a column; null for a column that there is not. */
export function payerCell(columnId: string, payer: WholePayer): Cell {
  const column = PAYER_COLUMNS.find(({ id }) => id === columnId);
  return column ? CELLS[column.id](payer) : null;
}
