import type { DeliveryOutcome, PostingFile } from "@/lib/matter-systems/model";
import { encodePostingFile, hashPostingFile } from "@/lib/posting-layouts/hash-posting-file";
import { holdLock } from "./hold-lock";
import type { Journal, JournalEntry } from "./journal";
import type { BatchStaging } from "./port";

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;

/** Nobody can tell whether it was delivered. It is not sent again until a person says so: see docs/connect.md. */
export class DeliveryUnknown extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DeliveryUnknown";
  }
}

/** The part of a delivery that hangs on where it goes. Each step may be the last one of the process. */
export type DropSteps = {
  /** Before anything a reader could see. Safe to repeat; returns what `isThere` will need. */
  prepare(entry: JournalEntry, bytes: Buffer): Promise<Record<string, string>>;
  /** Whether it was put there, from the evidence of `prepare`. Throws `DeliveryUnknown`. */
  isThere(entry: JournalEntry, staging: BatchStaging, file: PostingFile): Promise<boolean>;
  /** The one step that a reader sees. Only ever called when `isThere` said no. */
  put(entry: JournalEntry, bytes: Buffer, file: PostingFile): Promise<PutOutcome>;
  /** Whether a file of this name and content lies there, put by whomever. */
  isSameThere(entry: JournalEntry): Promise<boolean>;
  placeOf(entry: JournalEntry): string;
  /** Removes what `prepare` left. Not doing it harms nothing. */
  cleanUp(entry: JournalEntry): Promise<void>;
};

/**
 * `place` says where, when it is known only now. Of the others nothing is there: `refused` is a definite no, `not_put` an outage before
 * anything was sent. What else goes wrong is thrown, and the evidence decides next time.
 */
export type PutOutcome =
  | { kind: "put"; place?: string }
  | { kind: "refused"; reason: string }
  | { kind: "not_put"; error: Error };

/**
 * Delivers one batch exactly once: each step is written down before it is done, and what is found written down is decided by evidence.
 * docs/decisions/0010 says why each is where it is.
 */
export async function deliverOnce(
  journal: Journal,
  steps: DropSteps,
  file: PostingFile,
  staging: BatchStaging,
): Promise<DeliveryOutcome> {
  if (hashPostingFile(file) !== file.sha256)
    return { kind: "refused", reason: "The file arrived damaged: its checksum does not match." };
  if (!FILE_NAME.test(file.fileName)) return { kind: "refused", reason: `“${file.fileName}” is no name for a file.` };
  return holdLock(journal.lockName(), () => deliver(journal, steps, file, staging));
}

async function deliver(
  journal: Journal,
  steps: DropSteps,
  file: PostingFile,
  staging: BatchStaging,
): Promise<DeliveryOutcome> {
  const found = (await journal.read(file.batchId)) ?? (await begin(journal, steps, file, staging));
  const known = found.sha256 === "" ? { ...found, fileName: file.fileName, sha256: file.sha256 } : found;
  if (known.sha256 !== file.sha256 || known.fileName !== file.fileName)
    return { kind: "refused", reason: `Batch ${file.batchId} was begun as ${known.fileName} with another content.` };
  if (known.state === "delivered") return end(journal, steps, known, staging, true);

  const bytes = encodePostingFile(file);
  const ready = known.state === "ready" ? known : await prepare(journal, steps, known, bytes, file, staging);
  if (known.state === "ready" && (await steps.isThere(ready, staging, file)))
    return end(journal, steps, ready, staging, true);
  const put = await steps.put(ready, bytes, file);
  if (put.kind !== "put") {
    await journal.write({ ...ready, state: "seen", evidence: {} });
    if (put.kind === "not_put") throw put.error;
    return put;
  }
  return end(journal, steps, { ...ready, place: put.place ?? "" }, staging, false);
}

/** Written down here before it is in the staging table: a batch that only the table knows was begun with a journal that is lost. */
async function begin(
  journal: Journal,
  steps: DropSteps,
  { batchId, fileName, sha256 }: PostingFile,
  staging: BatchStaging,
): Promise<JournalEntry> {
  const entry: JournalEntry = { batchId, fileName, sha256, state: "seen", evidence: {}, place: "" };
  const staged = await staging.find(batchId);
  if (staged === null) {
    await journal.write(entry);
    return entry;
  }
  const isEnded = staged.place !== null;
  if (isEnded || (staged.sha256 === sha256 && (await steps.isSameThere(entry)))) {
    const delivered: JournalEntry = { ...entry, sha256: staged.sha256, state: "delivered", place: staged.place ?? "" };
    await journal.write(delivered);
    return delivered;
  }
  throw new DeliveryUnknown(
    `Batch ${batchId} (${fileName}) was begun, but the journal that knows how far it came is not in ${journal.folder}. Look in the matter system whether its receipts are there, then say so: npm run connect -- settle ${batchId} delivered, or again.`,
  );
}

async function prepare(
  journal: Journal,
  steps: DropSteps,
  known: JournalEntry,
  bytes: Buffer,
  file: PostingFile,
  staging: BatchStaging,
): Promise<JournalEntry> {
  await staging.begin(file);
  const evidence = await steps.prepare(known, bytes);
  const ready: JournalEntry = { ...known, state: "ready", evidence };
  await journal.write(ready);
  return ready;
}

async function end(
  journal: Journal,
  steps: DropSteps,
  entry: JournalEntry,
  staging: BatchStaging,
  isRepeat: boolean,
): Promise<DeliveryOutcome> {
  const place = entry.place === "" ? steps.placeOf(entry) : entry.place;
  if (entry.state !== "delivered") await journal.write({ ...entry, state: "delivered", place });
  await staging.end(entry.batchId, place);
  // What is left over is in nobody's way; the delivery is done.
  await steps.cleanUp(entry).catch(() => undefined);
  return { kind: "delivered", isRepeat, place };
}
