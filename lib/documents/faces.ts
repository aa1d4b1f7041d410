import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The product's two faces as documents use them: the book face for names and sums, the other for everything else. */
export type Face = "serif" | "sans" | "strong";

/**
 * Static cuts, because the variable files of the pages cannot be embedded at another weight than their first; uncompressed, because
 * unpacking took most of a document's time. The Latin file comes first: it has the spaces and figures.
 */
const FILES: Record<Face, string> = {
  serif: "source-serif-4-{}-600-normal.ttf",
  sans: "ibm-plex-sans-{}-400-normal.ttf",
  strong: "ibm-plex-sans-{}-600-normal.ttf",
};
const SCRIPTS = ["latin", "latin-ext", "greek", "cyrillic"];

/** The files of a face, in the order in which they are asked for a character. */
export function fontNamesOf(face: Face): string[] {
  return SCRIPTS.map((script) => FILES[face].replace("{}", script));
}

const kept = new Map<string, Buffer>();

/** The font file, read once per process. */
export function readFont(name: string): Buffer {
  const known = kept.get(name);
  if (known) return known;
  const read = readFileSync(join(process.cwd(), "lib", "documents", "fonts", name));
  kept.set(name, read);
  return read;
}

/** A text as our faces can show it: composed, with plain spaces and without characters that have no look. */
export function plainText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/\u202f/g, "\u00a0")
    .replace(/[\t\u2000-\u200a\u3000]/g, " ")
    .replace(/(?!\n)\p{Cc}|\p{Cf}/gu, "");
}
