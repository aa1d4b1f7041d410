import type { Cell, ListColumn } from "@/lib/lists/model";
import type { WholePayer } from "./model";

/** The columns of the payers, on the screen and in a file of them. With the hidden ones a file can be imported again. */
export const PAYER_COLUMNS = [
  { id: "name", kind: "text", isFixed: true },
  { id: "email", kind: "text" },
  { id: "phone", kind: "text" },
  { id: "client", kind: "text" },
  { id: "last_paid", kind: "instant" },
  { id: "kind", kind: "word", isHidden: true },
  { id: "given_name", kind: "text", isHidden: true },
  { id: "family_name", kind: "text", isHidden: true },
  { id: "line1", kind: "text", isHidden: true },
  { id: "line2", kind: "text", isHidden: true },
  { id: "city", kind: "text", isHidden: true },
  { id: "region", kind: "text", isHidden: true },
  { id: "postal_code", kind: "text", isHidden: true },
  { id: "country", kind: "text", isHidden: true },
  { id: "language", kind: "word", isHidden: true },
  { id: "notes", kind: "text", isHidden: true },
  { id: "created", kind: "instant", isHidden: true },
] as const satisfies readonly ListColumn[];

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
