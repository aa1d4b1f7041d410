// The matter system's side: looks into the folder every 20 ms, reads what is there and, as a reader that takes, takes it away at once.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FromReader, ToReader } from "../model";
import { STRANGER_TEXT } from "./stranger";

const POLL_MS = 20;

const [target = "", takenFolder = "", kind = "takes"] = process.argv.slice(2);
/** What each file held when it was last looked at. */
const known = new Map<string, string>();
/** Moved away by a person: what lies there next is another file. */
const released = new Set<string>();
let taken = 0;

function tell(message: FromReader): void {
  process.send?.(message);
}

function look(): void {
  for (const name of readdirSync(target)) {
    if (!name.startsWith("CREDIT_")) continue;
    const text = readIfThere(join(target, name));
    if (text === null) continue;
    const hash = createHash("sha256").update(text).digest("hex");
    const before = known.get(name);
    if (before === hash) continue;
    if (before !== undefined && !released.delete(name)) tell({ kind: "replaced", name });
    if (kind === "reads") known.set(name, hash);
    if (text === STRANGER_TEXT) tell({ kind: "stranger", name });
    else tell({ kind: "read", name, ...check(text) });
    if (kind === "takes") take(name);
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Read on its own terms: as many detail lines as the trailer says, and their sum to the cent. */
function check(text: string): { references: string[]; isWhole: boolean } {
  const lines = text.split("\r\n");
  const last = lines.at(-2)?.split(",") ?? [];
  const details = lines.filter((line) => line.startsWith("D,")).map((line) => line.split(","));
  const cents = details.reduce((sum, cells) => sum + Math.round(Number(cells[10]) * 100), 0);
  const isWhole =
    text.endsWith("\r\n") &&
    last[0] === "T" &&
    Number(last[1]) === details.length &&
    Math.round(Number(last[2]) * 100) === cents;
  return { references: details.map((cells) => cells[11] ?? ""), isWhole };
}

/** Away in one of the two ways in which programs take files. */
function take(name: string): void {
  taken += 1;
  if (taken % 2 === 0) rmSync(join(target, name));
  else renameSync(join(target, name), join(takenFolder, `${taken}_${name}`));
}

mkdirSync(takenFolder, { recursive: true });
process.on("message", ({ name }: ToReader) => released.add(name));
process.on("disconnect", () => process.exit(0));
look();
tell({ kind: "looking" });
setInterval(look, POLL_MS);
