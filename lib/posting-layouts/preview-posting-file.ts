import { chooseAfterDelivery } from "./built-in-layouts";
import type {
  LayoutProblem,
  LayoutRefusal,
  PostingFileBatch,
  PostingFileRecord,
  PostingLayout,
  RenderedPostingFile,
} from "./model";
import { readLayoutProblems } from "./read-layout-problems";
import { renderPostingFile } from "./render";
import { sampleBatch } from "./sample-batch";
import { postingLayoutSchema } from "./schemas";

export type PostingFilePreview =
  | { ok: true; file: RenderedPostingFile; afterDelivery: string; isSample: boolean }
  | { ok: false; kind: "layout"; problems: LayoutProblem[] }
  | { ok: false; kind: "records"; refusal: LayoutRefusal };

/**
 * What would be delivered: the file of these records in this layout, written by the very function that writes it for real; `problems`
 * say where a document is no layout ("record.0.fields.3.width"). Without records it is shown on samples.
 */
export function previewPostingFile(
  document: unknown,
  batch: Omit<PostingFileBatch, "records"> & { records: readonly PostingFileRecord[] },
  locale: string,
): PostingFilePreview {
  const read = readPostingLayout(document);
  if (!read.ok) return { ok: false, kind: "layout", problems: read.problems };
  const isSample = batch.records.length === 0;
  const shown = isSample ? sampleBatch("invoice", batch.firmName) : batch;
  const rendered = renderPostingFile(read.layout, shown);
  if (!rendered.ok) return { ok: false, kind: "records", refusal: rendered.refusal };
  return { ok: true, file: rendered.file, afterDelivery: chooseAfterDelivery(read.layout, locale), isSample };
}

export type ReadLayout = { ok: true; layout: PostingLayout } | { ok: false; problems: LayoutProblem[] };

/** A kept or edited document as a layout, or all that is wrong with it. */
export function readPostingLayout(document: unknown): ReadLayout {
  const parsed = postingLayoutSchema.safeParse(document);
  if (parsed.success) return { ok: true, layout: parsed.data };
  return { ok: false, problems: readLayoutProblems(parsed.error) };
}
