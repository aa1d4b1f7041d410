import { isAmountCents, sumCents } from "@/lib/money/cents";
import { Refused, refuse } from "./internal/refuse";
import { groupRecords, type Scope } from "./internal/scope";
import { Tally } from "./internal/tally";
import { writeLines } from "./internal/write-lines";
import { writeValue } from "./internal/write-value";
import { writeXml } from "./internal/write-xml";
import type {
  PostingFileBatch,
  PostingFileRecord,
  PostingFileResult,
  PostingLayout,
  RenderedPostingFile,
} from "./model";

/** More than a firm takes in a day, and few enough to be written at once. */
export const MAX_RECORDS_IN_FILE = 20_000;

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;
/** Names that Windows keeps for devices, whatever follows the first point. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The posting file of a batch in a firm's layout: the only function that writes one, for previews too. Each record's amount stands in
 * it once and the totals are their sums, to the cent; what a file of this layout cannot say is refused, with the record and the field.
 */
export function renderPostingFile(layout: PostingLayout, batch: PostingFileBatch): PostingFileResult {
  try {
    return { ok: true, file: writeFile(layout, batch) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function writeFile(layout: PostingLayout, batch: PostingFileBatch): RenderedPostingFile {
  checkBatch(batch);
  const groups = groupRecords(batch, layout.groupBy);
  const totalCents = sumCents(batch.records.map((record) => record.amountCents));
  const scope: Scope = { batch, groups, totalCents, fileLines: 0 };
  const tally = new Tally();
  const content = layout.format === "xml" ? writeXml(layout, scope, tally) : writeLines(layout, scope, tally);
  tally.check(scope);
  return {
    fileName: writeFileName(layout, scope),
    content: `${layout.hasByteOrderMark ? "\ufeff" : ""}${content}`,
    encoding: layout.encoding,
    records: batch.records.length,
    totalCents,
  };
}

function checkBatch({ records, currency }: PostingFileBatch): void {
  if (records.length === 0) refuse("no_records", "There is no record to write.");
  if (records.length > MAX_RECORDS_IN_FILE)
    refuse(
      "too_many_records",
      `${records.length} records are too many for one file; it may hold ${MAX_RECORDS_IN_FILE}.`,
      { detail: { records: String(records.length), most: String(MAX_RECORDS_IN_FILE) } },
    );
  const seen = new Set<string>();
  for (const record of records) {
    const { reference } = record;
    if (reference === "" || seen.has(reference))
      refuse("duplicate_reference", `Record ${reference}: its reference is empty or stands twice in the batch.`, {
        reference,
      });
    seen.add(reference);
    if (record.currency !== currency)
      refuse("wrong_currency", `Record ${reference}: it is in ${record.currency}, and the batch is in ${currency}.`, {
        reference,
        detail: { value: record.currency, expected: currency },
      });
    if (!isGoodAmount(record))
      refuse("bad_amount", `Record ${reference}: ${record.amountCents} is no amount of a ${record.kind} in cents.`, {
        reference,
        detail: { value: String(record.amountCents), kind: record.kind },
      });
  }
}

function isGoodAmount({ kind, amountCents }: PostingFileRecord): boolean {
  return amountCents !== 0 && isAmountCents(kind === "payment" ? amountCents : -amountCents);
}

function writeFileName(layout: PostingLayout, scope: Scope): string {
  const fileName = writeValue({ name: "File name", template: layout.fileName }, scope);
  if (FILE_NAME.test(fileName) && !DEVICE.test(fileName) && !fileName.endsWith(".")) return fileName;
  return refuse(
    "bad_file_name",
    `“${fileName}” is no name for a file: use letters, digits, points, hyphens and underscores, at most 120 of them.`,
    { field: "File name", detail: { value: fileName } },
  );
}
