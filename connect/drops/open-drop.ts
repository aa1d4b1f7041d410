import { type FolderSettings, folderDrop } from "./folder";
import { Journal } from "./journal";
import type { PostingDrop } from "./port";
import { type SftpSettings, sftpDrop } from "./sftp";
import { type SoapSettings, soapDrop } from "./soap";

/** Where posting files go, with secrets as they are and paths absolute. */
export type DropPlace =
  | ({ kind: "folder" } & FolderSettings)
  | ({ kind: "sftp" } & SftpSettings)
  | ({ kind: "soap" } & SoapSettings);

/** The drop of a place. `journalFolder` is on a disk of this machine and belongs to this service alone. */
export function openDrop(place: DropPlace, journalFolder: string): PostingDrop {
  const journal = new Journal(journalFolder);
  if (place.kind === "sftp") return sftpDrop(place, journal);
  return place.kind === "soap" ? soapDrop(place, journal) : folderDrop(place, journal);
}

/** See `Journal.settle`: what a person found out about a batch of which nobody could tell. */
export function settleDelivery(journalFolder: string, batchId: string, finding: "delivered" | "again"): Promise<void> {
  return new Journal(journalFolder).settle(batchId, finding);
}
