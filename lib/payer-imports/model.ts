/** A file of payers, row by row. Pure words; `rules.ts` decides. */

/** A column of the file by the name in its header. Names match in any case, order and surrounding space; others are left out. */
export const IMPORT_COLUMNS = {
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
export type ImportField = keyof typeof IMPORT_COLUMNS;
export const IMPORT_FIELDS = Object.keys(IMPORT_COLUMNS) as ImportField[];

/** What people and other programs call these columns. */
export const IMPORT_ALIASES: Readonly<Record<string, ImportField>> = {
  payer: "name",
  "payer name": "name",
  "business name": "name",
  company: "name",
  type: "kind",
  "first name": "givenName",
  "last name": "familyName",
  email: "emails",
  "e-mail": "emails",
  telephone: "phone",
  address: "line1",
  "street 1": "line1",
  "address 1": "line1",
  "address 2": "line2",
  "second line": "line2",
  region: "region",
  "state or region": "region",
  "zip code": "postalCode",
  "postal code": "postalCode",
  client: "clientRefs",
  clients: "clientRefs",
  "client reference": "clientRefs",
};

/** The cells as the file has them, or as they were corrected. */
export type ImportCells = Partial<Record<ImportField, string>>;

/** `code` is a word that the screen turns into a sentence; `field` is null when the row as a whole is wrong. */
export type ImportProblem = { field: ImportField | null; code: string };

/** `line` is the physical line on which the row begins; the first line of the file is 1. */
export type ImportRow = { line: number; cells: ImportCells; isBroken: boolean };

/** A row whose payer may be there already. */
export type KnownRow = { line: number; payerId: string; name: string };

export type ImportPreview = { rows: ImportRow[]; known: KnownRow[] };

/** `existing`: made by an earlier try of the same import. */
export type ImportResult = { created: number; existing: number };
