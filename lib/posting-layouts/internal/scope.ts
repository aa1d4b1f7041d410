import { sumCents } from "@/lib/money/cents";
import {
  AMOUNT_SOURCES,
  FILE_DATES,
  type LayoutCondition,
  type LayoutSource,
  type PostingFileBatch,
  type PostingFileRecord,
  RECORD_DATES,
} from "../model";
import { refuse } from "./refuse";

export type Group = { place: number; records: readonly PlacedRecord[]; totalCents: number };
export type PlacedRecord = { record: PostingFileRecord; place: number; placeInGroup: number };

/** What a field is written about: a record, a group of them, or the file. */
export type Scope = {
  batch: PostingFileBatch;
  totalCents: number;
  groups: readonly Group[];
  /** Of the whole file; 0 while they are counted. */
  fileLines: number;
  group?: Group;
  record?: PlacedRecord;
};

export type SourceValue =
  | { kind: "text"; text: string }
  | { kind: "date"; isoDate: string }
  | { kind: "amount"; cents: number };

const DATES: readonly LayoutSource[] = [...RECORD_DATES, ...FILE_DATES];
const AMOUNTS: readonly LayoutSource[] = AMOUNT_SOURCES;

/** Records that share these values stand together, in the order of the first of each; without sources each stands alone. */
export function groupRecords(batch: PostingFileBatch, groupBy: readonly LayoutSource[]): Group[] {
  const byKey = new Map<string, PostingFileRecord[]>();
  for (const record of batch.records) {
    const key = JSON.stringify(
      groupBy.length === 0 ? [record.reference] : groupBy.map((source) => ofRecord(source, record)),
    );
    const members = byKey.get(key);
    if (members) members.push(record);
    else byKey.set(key, [record]);
  }
  let place = 0;
  return [...byKey.values()].map((members, index) => ({
    place: index + 1,
    totalCents: sumCents(members.map((record) => record.amountCents)),
    records: members.map((record, at) => {
      place += 1;
      return { record, place, placeInGroup: at + 1 };
    }),
  }));
}

export function recordsIn(scope: Scope): readonly PlacedRecord[] {
  if (scope.record) return [scope.record];
  return scope.group ? scope.group.records : scope.groups.flatMap((group) => group.records);
}

export function referenceOf(scope: Scope): string | null {
  return scope.record?.record.reference ?? scope.group?.records[0]?.record.reference ?? null;
}

export function readSource(source: LayoutSource, scope: Scope, field: string): SourceValue {
  const text = textOf(source, scope, field);
  if (DATES.includes(source)) return { kind: "date", isoDate: text };
  if (AMOUNTS.includes(source)) return { kind: "amount", cents: Number(text) };
  return { kind: "text", text };
}

/** Conditions compare what the batch says, before formats and before other words are put in its place. */
export function holds(conditions: readonly LayoutCondition[] | undefined, scope: Scope): boolean {
  return (conditions ?? []).every(({ source, is, isNot, startsWith, startsNotWith, isEmpty }) => {
    const text = textOf(source, scope, source);
    return (
      (is === undefined || is.includes(text)) &&
      (isNot === undefined || !isNot.includes(text)) &&
      (startsWith === undefined || text.startsWith(startsWith)) &&
      (startsNotWith === undefined || !text.startsWith(startsNotWith)) &&
      (isEmpty === undefined || (text === "") === isEmpty)
    );
  });
}

function textOf(source: LayoutSource, scope: Scope, field: string): string {
  if (isFigure(source)) return String(FIGURES[source](scope));
  if (scope.record) return ofRecord(source, scope.record.record);
  const [first, ...others] = recordsIn(scope);
  if (!first) return "";
  const value = ofRecord(source, first.record);
  const other = others.find(({ record }) => ofRecord(source, record) !== value);
  if (!other) return value;
  return refuse(
    "differs_in_group",
    `${field} stands once for several records, but ${first.record.reference} has “${value}” and ${other.record.reference} has “${ofRecord(source, other.record)}”. Group the records by ${source} in the layout.`,
    {
      reference: other.record.reference,
      field,
      detail: { source, value, first: first.record.reference, otherValue: ofRecord(source, other.record) },
    },
  );
}

function ofRecord(source: LayoutSource, record: PostingFileRecord): string {
  return source in record ? String(record[source as keyof PostingFileRecord]) : "";
}

type Figure = Exclude<LayoutSource, keyof PostingFileRecord> | "amountCents";

const FIGURES: Readonly<Record<Figure, (scope: Scope) => string | number>> = {
  amountCents: ({ record }) => record?.record.amountCents ?? 0,
  amountSign: ({ record }) => signOf(record?.record.amountCents ?? 0),
  recordPlace: ({ record }) => record?.place ?? 0,
  placeInGroup: ({ record }) => record?.placeInGroup ?? 0,
  groupTotalCents: ({ group }) => group?.totalCents ?? 0,
  groupTotalSign: ({ group }) => signOf(group?.totalCents ?? 0),
  groupRecords: ({ group }) => group?.records.length ?? 0,
  groupPlace: ({ group }) => group?.place ?? 0,
  batchId: ({ batch }) => batch.batchId,
  batchNumber: ({ batch }) => batch.number,
  firmName: ({ batch }) => batch.firmName,
  batchCurrency: ({ batch }) => batch.currency,
  createdOn: ({ batch }) => batch.createdOn,
  postedOn: ({ batch }) => batch.postedOn,
  fileTotalCents: ({ totalCents }) => totalCents,
  fileTotalSign: ({ totalCents }) => signOf(totalCents),
  fileRecords: ({ batch }) => batch.records.length,
  fileGroups: ({ groups }) => groups.length,
  fileLines: ({ fileLines }) => fileLines,
};

function isFigure(source: LayoutSource): source is Figure {
  return Object.hasOwn(FIGURES, source);
}

function signOf(cents: number): "+" | "-" {
  return cents < 0 ? "-" : "+";
}
