import { accessSync, constants, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where tests leave pictures and logs: tests/.output, or a temporary folder when the project's own may only be read. */
export function makeOutputFolder(): string {
  const own = "tests/.output";
  if (tryFolder(own)) return own;
  const other = join(tmpdir(), "docketpay-test-output");
  if (tryFolder(other)) return other;
  throw new Error(`Neither ${own} nor ${other} can be written. Set TMPDIR to a folder that can.`);
}

function tryFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
