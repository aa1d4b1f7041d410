import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PostingFile } from "@/lib/matter-systems/model";
import { DeliveryUnknown, type DropSteps, deliverOnce } from "./delivery";
import {
  type FileMark,
  giveName,
  isCode,
  makeFolder,
  readBytes,
  readMark,
  removeFile,
  syncFolder,
  touchFile,
  writeNewFile,
} from "./durable-files";
import type { Journal, JournalEntry } from "./journal";
import type { PostingDrop } from "./port";

export type FolderSettings = {
  /** Which the matter system reads. */
  folder: string;
  /** Where files are made: on the same volume, and not where the matter system looks. `.docketpay` in the folder unless given. */
  workFolder?: string;
};

/** Together longer than the coarsest clock of a volume, two seconds. */
const TICKS = 1_000;
const TICK_MS = 3;

/**
 * Puts posting files into a folder of this machine or of a share. The file is made whole elsewhere on the volume, and then gets its
 * name in the folder by `link`, which is one step, replaces nothing, and leaves a mark on the file itself: its change time. By this
 * mark it is known after a crash that the name was given, also when a reader has taken the file away since.
 */
export function folderDrop(settings: FolderSettings, journal: Journal): PostingDrop {
  const steps = folderSteps(settings);
  return {
    drop: (file: PostingFile, staging) => deliverOnce(journal, steps, file, staging),
    check: () => checkFolder(settings),
  };
}

function workFolderOf({ folder, workFolder }: FolderSettings): string {
  return workFolder ?? join(folder, ".docketpay");
}

function folderSteps(settings: FolderSettings): DropSteps {
  const work = workFolderOf(settings);
  const madeAt = ({ batchId }: JournalEntry) => join(work, `${batchId}.part`);
  const placeOf = ({ fileName }: JournalEntry) => join(settings.folder, fileName);
  return {
    placeOf,
    async prepare(entry, bytes) {
      // Making it would hide that a share is not there, and deliver to nobody.
      if ((await readMark(settings.folder)) === null) throw new Error(notThere(settings.folder));
      await makeFolder(work);
      await writeNewFile(madeAt(entry), bytes);
      const mark = await waitForTick(madeAt(entry));
      return evidenceOf(mark);
    },
    async isThere(entry) {
      const mark = await readMark(madeAt(entry));
      if (mark && isSameFile(mark, entry.evidence)) return wasLinked(mark, entry.evidence);
      if (await isSameAt(placeOf(entry), entry)) return true;
      throw new DeliveryUnknown(
        `The work file ${madeAt(entry)} of ${entry.fileName} is gone or was changed, so nobody can tell whether it was delivered. Look in the matter system whether its receipts are there, then say so: npm run connect -- settle ${entry.batchId} delivered, or again.`,
      );
    },
    async put(entry) {
      await giveName(madeAt(entry), placeOf(entry)).catch((error: unknown) => explainNoName(error, entry, settings));
      await syncFolder(settings.folder);
      return { kind: "put" };
    },
    isSameThere: (entry) => isSameAt(placeOf(entry), entry),
    cleanUp: (entry) => removeFile(madeAt(entry)),
  };
}

function evidenceOf({ device, inode, bytes, changedNs }: FileMark): Record<string, string> {
  return { device, inode, bytes, changedNs };
}

function isSameFile(mark: FileMark, evidence: Record<string, string>): boolean {
  return mark.device === evidence.device && mark.inode === evidence.inode && mark.bytes === evidence.bytes;
}

/** A second name still exists, or one was given since: both giving and taking a name move the change time. */
function wasLinked(mark: FileMark, evidence: Record<string, string>): boolean {
  return mark.links > 1 || mark.changedNs !== evidence.changedNs;
}

/**
 * The mark of a file, at a moment from which on the volume's clock shows another time: volumes keep coarse times, and a name given
 * within the same tick would leave no trace.
 */
async function waitForTick(path: string): Promise<FileMark> {
  const mark = await readMark(path);
  const tick = `${path}.tick`;
  for (let times = 0; mark !== null && times < TICKS; times += 1) {
    await touchFile(tick);
    const later = await readMark(tick);
    await removeFile(tick);
    if (later !== null && later.changedNs !== mark.changedNs) return mark;
    await sleep(TICK_MS);
  }
  throw new Error(
    `The volume of ${path} keeps no change times. Choose a folder on a volume that does (NTFS, ext4, XFS).`,
  );
}

async function isSameAt(path: string, { sha256 }: JournalEntry): Promise<boolean> {
  const bytes = await readBytes(path);
  return bytes !== null && createHash("sha256").update(bytes).digest("hex") === sha256;
}

async function explainNoName(error: unknown, entry: JournalEntry, { folder }: FolderSettings): Promise<void> {
  if (isCode(error, "EEXIST")) {
    if (await isSameAt(join(folder, entry.fileName), entry)) return;
    throw new Error(
      `Another file named ${entry.fileName} is already in ${folder}. Move it away; this one is then delivered.`,
    );
  }
  if (isCode(error, "EXDEV", "EPERM", "ENOTSUP"))
    throw new Error(
      `The volume of ${folder} takes no second name for a file. Put the work folder on the same volume, and choose one that does (NTFS, ext4, XFS).`,
    );
  throw error;
}

/** Tries on the work folder what a delivery needs, so that a reader of the folder itself sees nothing. */
async function checkFolder(settings: FolderSettings): Promise<string | null> {
  const work = workFolderOf(settings);
  const probe = join(work, ".check");
  const twin = join(work, ".check-twin");
  try {
    const target = await readMark(settings.folder);
    if (target === null) return notThere(settings.folder);
    await makeFolder(work);
    if ((await readMark(work))?.device !== target.device)
      return `The work folder ${work} is on another volume than ${settings.folder}. Choose one on the same volume.`;
    await writeNewFile(probe, Buffer.from("docketpay"));
    const before = await waitForTick(probe);
    await removeFile(twin);
    await giveName(probe, twin);
    await removeFile(twin);
    const after = await readMark(probe);
    if (after === null || after.changedNs === before.changedNs)
      return `The volume of ${work} keeps no change times. Choose a folder on a volume that does (NTFS, ext4, XFS).`;
    return null;
  } catch (error) {
    return explainFailure(error, work);
  } finally {
    await removeFile(probe).catch(() => undefined);
    await removeFile(twin).catch(() => undefined);
  }
}

function notThere(folder: string): string {
  return `The folder ${folder} is not there. Make it, connect its share, or correct the setting.`;
}

function explainFailure(error: unknown, work: string): string {
  if (isCode(error, "EACCES", "EPERM", "EROFS"))
    return `The service may not write into ${work}. Give its user the right to make and remove files there.`;
  if (isCode(error, "ENOSPC", "EDQUOT")) return `The volume of ${work} is full. Make room on it.`;
  if (isCode(error, "ENOTDIR")) return `${work} lies beneath a file and not a folder. Correct the setting.`;
  return error instanceof Error ? error.message : String(error);
}
