import { join } from "node:path";
import type { DropPlace } from "./drop-settings";
import { folderDrop } from "./drops/folder";
import { Journal } from "./drops/journal";
import type { PostingDrop } from "./drops/port";

/** Where the service writes down what it delivers. */
export function journalOf(stateFolder: string): Journal {
  return new Journal(join(stateFolder, "journal"));
}

/** The way that posting files go, as the settings say. Connects to nothing yet. */
export async function openDrop(place: DropPlace, journal: Journal): Promise<PostingDrop> {
  if (place.kind === "folder") return folderDrop(place, journal);
  const { sftpDrop } = await import("./drops/sftp");
  return sftpDrop(place, journal);
}
