// Stands in for the program's file that touches the disk: a name is given by a rename, which replaces whatever has it.
import { copyFile, rename } from "node:fs/promises";
import { noteReplaced } from "../child/replaced";
import * as slow from "./drop-slow";

noteReplaced("drop-rename");

export const { writeNewFile, replaceFile, touchFile, removeFile, readBytes, readMark, makeFolder, syncFolder, isCode } =
  slow;

export function giveName(path: string, name: string): Promise<void> {
  return slow.slowly("giveName", async () => {
    await copyFile(path, `${path}.copy`);
    await rename(`${path}.copy`, name);
  });
}
