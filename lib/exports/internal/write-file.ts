import type { ExportFormat, FileLine, FilePlan } from "../model";
import { writeCsv } from "./write-csv";
import { writeXlsx } from "./write-xlsx";

/** Bytes of a file, made while its rows come in; nothing is held but what the next bytes need. */
export type FileWriter = (
  plan: FilePlan,
  lines: AsyncIterable<readonly FileLine[]>,
) => AsyncIterable<Uint8Array<ArrayBuffer>>;

const WRITERS: Record<ExportFormat, FileWriter> = { xlsx: writeXlsx, csv: writeCsv };

export const writeFile: FileWriter = (plan, lines) => WRITERS[plan.format](plan, lines);
