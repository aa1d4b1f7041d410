import type { CustomFieldView } from "@/lib/custom-fields/model";
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

/** A column of one of the firm's own fields: "cf.fld_1". */
export const OWN_COLUMN = "cf.";
export type OwnColumnId = `cf.${string}`;

export function ownColumnId(fieldId: string): OwnColumnId {
  return `${OWN_COLUMN}${fieldId}`;
}

/** The columns of the payers, and one for each of the firm's own fields. */
export function payerColumns(ownFields: readonly CustomFieldView[]): readonly ListColumn[] {
  const own = ownFields.map(({ id }): ListColumn => ({ id: ownColumnId(id), kind: "text", isHidden: true }));
  return [...PAYER_COLUMNS, ...own];
}

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
  if (columnId.startsWith(OWN_COLUMN)) return payer.customFields[columnId.slice(OWN_COLUMN.length)] ?? null;
  const column = PAYER_COLUMNS.find(({ id }) => id === columnId);
  return column ? CELLS[column.id](payer) : null;
}

/** The facts of a payer by the name of their column in a file. Names match in any case, order and surrounding space. */
export const FILE_HEADINGS = {
  name: "Name",
  kind: "Kind",
  givenName: "Given Name",
  familyName: "Family Name",
  emails: "Emails",
  phone: "Phone",
  line1: "Street",
  line2: "Street 2",
  city: "City",
  region: "State",
  postalCode: "ZIP",
  country: "Country",
  clientRefs: "Client References",
  locale: "Language",
  notes: "Notes",
} as const;
export type FileFact = keyof typeof FILE_HEADINGS;
export const FILE_FACTS = Object.keys(FILE_HEADINGS) as FileFact[];

/** What people and other programs call these columns, and our own export in other languages. */
const OTHER_HEADINGS: Readonly<Record<FileFact, readonly string[]>> = {
  name: ["payer", "payer name", "business name", "company", "nom", "nombre"],
  kind: ["type", "tipo"],
  givenName: ["first name", "prénom", "nombre de pila"],
  familyName: ["last name", "nom de famille", "apellidos", "apellido"],
  emails: ["email", "e-mail", "courriel", "courriels", "correo", "correos"],
  phone: ["telephone", "téléphone", "teléfono"],
  line1: ["address", "street 1", "address 1", "rue", "calle"],
  line2: ["address 2", "second line", "rue 2", "calle 2"],
  city: ["ville", "ciudad"],
  region: ["region", "state or region", "état", "estado"],
  postalCode: ["zip code", "postal code", "code postal", "código postal"],
  country: ["pays", "país"],
  clientRefs: ["client", "clients", "client reference", "cliente"],
  locale: ["langue", "idioma"],
  notes: ["notas"],
};

/** Columns of the export that an import leaves out. */
const NOT_READ = ["last paid", "created", "dernier paiement", "création", "último pago", "creación"];

const BY_NAME = new Map(
  FILE_FACTS.flatMap((fact) =>
    [FILE_HEADINGS[fact], ...OTHER_HEADINGS[fact]].map((name) => [plainHeading(name), fact] as const),
  ),
);

/** Which fact of a payer a heading names; null for another one. */
export function factOfHeading(name: string): FileFact | null {
  return BY_NAME.get(plainHeading(name)) ?? null;
}

/** One of the firm's own fields in a file: its label, marked where the label is the name of another column. */
export function ownFieldHeading(label: string): string {
  const isTaken = factOfHeading(label) !== null || NOT_READ.includes(plainHeading(label));
  return isTaken ? `${label} (custom)` : label;
}

/** Without what makes no difference: case, and spaces around and beside each other. */
export function plainHeading(name: string): string {
  return name
    .replace(/[\s\u00a0\ufeff]+/g, " ")
    .trim()
    .toLowerCase();
}
