import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { z } from "zod";
import { makeFolder, readBytes, replaceFile } from "./durable-files";

const entrySchema = z.strictObject({
  batchId: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  /**
   * `seen`: nothing of it is where a reader looks. `ready`: it may be there since; the evidence decides. `delivered`: it was put there.
   */
  state: z.enum(["seen", "ready", "delivered"]),
  /** What the drop needs to tell after an interruption whether it was put there. */
  evidence: z.record(z.string(), z.string()),
  place: z.string(),
});

export type JournalEntry = z.infer<typeof entrySchema>;

const BATCH_ID = /^[A-Za-z0-9_-]{1,60}$/;

/**
 * What this service has begun and ended to deliver: one small file for each batch, written before each step that it tells of. It lies
 * on a disk of the service's own machine and outlives it; without it the staging table still says which batches were begun.
 */
export class Journal {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = resolve(folder);
  }

  async read(batchId: string): Promise<JournalEntry | null> {
    const bytes = await readBytes(this.#pathOf(batchId));
    if (bytes === null) return null;
    const parsed = entrySchema.safeParse(parseJson(bytes.toString("utf8")));
    if (parsed.success && parsed.data.batchId === batchId) return parsed.data;
    throw new Error(
      `The journal's file ${this.#pathOf(batchId)} cannot be read. Restore it from a copy; until then the batch waits.`,
    );
  }

  async write(entry: JournalEntry): Promise<void> {
    await makeFolder(this.folder);
    await replaceFile(this.#pathOf(entry.batchId), Buffer.from(`${JSON.stringify(entry, null, 2)}\n`));
  }

  /** One for each folder: short, and free of signs that a system would mind. */
  lockName(): string {
    return createHash("sha256").update(this.folder).digest("hex").slice(0, 32);
  }

  /**
   * What a person found out about a batch of which nobody could tell: it was delivered, or it is to be delivered again. Only for a batch
   * whose delivery says that it is not known.
   */
  async settle(batchId: string, finding: "delivered" | "again"): Promise<void> {
    const known = await this.read(batchId).catch(() => null);
    await this.write({
      batchId,
      // Empty: of a batch that only the staging table knows. The file itself says what it is when it comes next.
      fileName: known?.fileName ?? "",
      sha256: known?.sha256 ?? "",
      state: finding === "delivered" ? "delivered" : "seen",
      evidence: {},
      place: finding === "delivered" ? "found in the matter system by a person" : "",
    });
  }

  #pathOf(batchId: string): string {
    if (!BATCH_ID.test(batchId)) throw new Error(`“${batchId}” is no id of a batch.`);
    return join(this.folder, `${batchId}.json`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
