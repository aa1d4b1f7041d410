import type { CustomFieldView } from "@/lib/custom-fields/model";
import { keptValues, problemsOfValues } from "@/lib/custom-fields/rules";
import { FILE_FACTS, factOfHeading, ownColumnId, ownFieldHeading, plainHeading } from "@/lib/payers/columns";
import { COUNTRIES, PAYER_KINDS, type PayerFacts, type PayerKind } from "@/lib/payers/model";
import { CreatePayerInput, splitRefs } from "@/lib/payers/schemas";
import type { ImportCells, ImportField, ImportProblem } from "./model";

/** Which column a heading names, of the payer's facts or of the firm's own fields; null for one that is not read. */
export function fieldOfHeader(name: string, ownFields: readonly CustomFieldView[]): ImportField | null {
  const fact = factOfHeading(name);
  if (fact) return fact;
  const plain = plainHeading(name);
  const own = ownFields.find(({ label }) => plainHeading(ownFieldHeading(label)) === plain);
  return own ? ownColumnId(own.id) : null;
}

export type ReadRow = { facts: PayerFacts | null; problems: ImportProblem[] };

/** Reads one row; every cell that is wrong says so, not only the first. The same in the browser and on the server. */
export function readImportRow(cells: ImportCells, ownFields: readonly CustomFieldView[]): ReadRow {
  const cell = (field: ImportField) => (cells[field] ?? "").trim();
  const own = ownValues(cells, ownFields);
  const problems: ImportProblem[] = [];
  const kind = kindOf(cell("kind"), cells);
  if (kind === null) problems.push({ field: "kind", code: "kind_unknown" });
  const locale = localeOf(cell("locale"));
  if (locale === null) problems.push({ field: "locale", code: "locale_unknown" });
  const country = countryOf(cell("country"));
  if (country === null) problems.push({ field: "country", code: "country_unknown" });
  const read = CreatePayerInput.safeParse({
    kind: kind ?? "business",
    name: cell("name"),
    givenName: cell("givenName"),
    familyName: cell("familyName"),
    emails: splitList(cell("emails")),
    phone: cell("phone"),
    address: {
      line1: cell("line1"),
      line2: cell("line2"),
      city: cell("city"),
      region: cell("region"),
      postalCode: cell("postalCode"),
      country: country ?? "",
    },
    clientRefs: splitRefs(cell("clientRefs")),
    notes: cell("notes"),
    locale: locale ?? "en",
    requestKey: "row-of-a-file",
  });
  for (const issue of read.error?.issues ?? []) problems.push({ field: fieldOfPath(issue.path), code: issue.message });
  for (const { id, problem } of problemsOfValues(ownFields, own))
    problems.push({ field: ownColumnId(id), code: problem });
  if (!read.success || problems.length > 0) return { facts: null, problems: onePerCell(problems) };
  const { requestKey: _key, ...facts } = read.data;
  return { facts: { ...facts, customFields: keptValues(ownFields, own) }, problems: [] };
}

/** What the row has in the firm's own fields; a choice counts in any case and is kept as the firm writes it. */
function ownValues(cells: ImportCells, ownFields: readonly CustomFieldView[]): Record<string, string> {
  const pairs = ownFields.map(({ id, options }) => {
    const value = (cells[ownColumnId(id)] ?? "").trim();
    const same = options.find((option) => option.toLowerCase() === value.toLowerCase());
    return [id, options.includes(value) ? value : (same ?? value)] as const;
  });
  return Object.fromEntries(pairs);
}

function kindOf(text: string, cells: ImportCells): PayerKind | null {
  if (text === "") return (cells.givenName ?? "").trim() || (cells.familyName ?? "").trim() ? "person" : "business";
  const plain = text.toLowerCase();
  return PAYER_KINDS.find((kind) => KIND_WORDS[kind].includes(plain)) ?? null;
}

/** Also as the export writes them in other languages. */
const KIND_WORDS: Readonly<Record<PayerKind, readonly string[]>> = {
  person: ["person", "personne", "persona"],
  business: ["business", "entreprise", "empresa"],
};

const LANGUAGES: Readonly<Record<string, "en" | "fr" | "es">> = {
  "": "en",
  ...{ en: "en", english: "en", fr: "fr", french: "fr", français: "fr", es: "es", spanish: "es", español: "es" },
};

function localeOf(text: string): "en" | "fr" | "es" | null {
  const plain = text.toLowerCase();
  return Object.hasOwn(LANGUAGES, plain) ? (LANGUAGES[plain] ?? null) : null;
}

const OTHER_NAMES: Readonly<Record<string, string>> = { usa: "US", "united states of america": "US", uk: "GB" };

/** A code of two letters, or the name in English. */
function countryOf(text: string): string | null {
  const upper = text.toUpperCase();
  if (upper === "" || COUNTRIES.includes(upper)) return upper;
  const plain = text.toLowerCase();
  if (Object.hasOwn(OTHER_NAMES, plain)) return OTHER_NAMES[plain] ?? null;
  return codesByName().get(plain) ?? null;
}

let kept: Map<string, string> | null = null;

/** Asked for each row of a file, so made once. */
function codesByName(): Map<string, string> {
  if (kept) return kept;
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  kept = new Map(COUNTRIES.map((code) => [(names.of(code) ?? code).toLowerCase(), code]));
  return kept;
}

function splitList(text: string): string[] {
  const parts = text.split(/[;,\n]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

function fieldOfPath(path: readonly PropertyKey[]): ImportField | null {
  const names = path.map(String);
  return FILE_FACTS.find((field) => names.includes(field)) ?? null;
}

function onePerCell(problems: readonly ImportProblem[]): ImportProblem[] {
  const seen = new Set<string | null>();
  return problems.filter(({ field }) => !seen.has(field) && seen.add(field));
}

/** By what two payers may be the same: each address, and the name without case and marks. */
export function sameKeysOf(facts: Pick<PayerFacts, "kind" | "name" | "givenName" | "familyName" | "emails">): string[] {
  const own = facts.kind === "person" ? `${facts.givenName} ${facts.familyName}` : facts.name;
  const name = (own.trim() || facts.name).toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return [...facts.emails.map((email) => email.toLowerCase()), ...(name ? [`name:${name}`] : [])];
}

/** The later rows that may be the payer of an earlier one, with the earlier one's line. */
export function sameLines(rows: readonly { line: number; facts: PayerFacts | null }[]): Map<number, number> {
  const first = new Map<string, number>();
  const found = new Map<number, number>();
  for (const { line, facts } of rows) {
    const keys = facts ? sameKeysOf(facts) : [];
    const earlier = keys.map((key) => first.get(key)).find((each) => each !== undefined);
    if (earlier !== undefined) found.set(line, earlier);
    for (const key of keys) if (!first.has(key)) first.set(key, line);
  }
  return found;
}
