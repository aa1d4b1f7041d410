import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "@/db/seed/random";
import type { PostingFile } from "@/lib/matter-systems/model";
import { ENTERPRISE_DELIMITED } from "@/lib/posting-layouts/built-in/enterprise";
import { hashPostingFile } from "@/lib/posting-layouts/hash-posting-file";
import type { PostingFileRecord } from "@/lib/posting-layouts/model";
import { renderPostingFile } from "@/lib/posting-layouts/render";
import { sampleBatch } from "@/lib/posting-layouts/sample-batch";
import type { DeliveryPlan } from "./model";

export type MadeFiles = {
  /** By batch id, the path under which a deliverer finds it. */
  paths: Map<string, string>;
  names: string[];
  references: string[];
};

/** What the portal would hand over: real files of the real renderer, each record with a reference of its own. */
export function makeFiles(folder: string, { records, recordsEach, seed }: DeliveryPlan): MadeFiles {
  mkdirSync(folder, { recursive: true });
  const random = createRandom(`postings/${seed}`);
  const sample = sampleBatch("invoice");
  const [first] = sample.records;
  if (!first) throw new Error("The sample has no record.");
  const made: MadeFiles = { paths: new Map(), names: [], references: [] };
  for (let from = 0, number = 1; from < records; from += recordsEach, number += 1) {
    const batch = Array.from({ length: Math.min(recordsEach, records - from) }, (_, at): PostingFileRecord => {
      const reference = `D-2026-${String(from + at + 1).padStart(6, "0")}`;
      made.references.push(reference);
      return { ...first, reference, payerName: "Marsh and Daughters", amountCents: random.int(1, 9_999_999) };
    });
    const file = renderFile(number, batch);
    const path = join(folder, `${file.batchId}.json`);
    writeFileSync(path, JSON.stringify(file));
    made.paths.set(file.batchId, path);
    made.names.push(file.fileName);
  }
  return made;
}

function renderFile(number: number, records: PostingFileRecord[]): PostingFile {
  const batchId = `pbt_${String(number).padStart(6, "0")}`;
  const batch = { ...sampleBatch("invoice"), batchId, number: `B-2026-${String(number).padStart(6, "0")}`, records };
  const rendered = renderPostingFile(ENTERPRISE_DELIMITED, batch);
  if (!rendered.ok) throw new Error(rendered.refusal.message);
  return { batchId, ...rendered.file, sha256: hashPostingFile(rendered.file) };
}
