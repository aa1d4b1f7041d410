import type { LayoutField, PostingLayout } from "../model";
import { refuse } from "./refuse";
import { about } from "./write-value";

/** What people's programs type for them, as a typewriter would. */
const PLAIN_SIGNS: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u2026": "...",
  "\u20ac": "EUR",
  "\u00a0": " ",
  "\u202f": " ",
  "\u00df": "ss",
  "\u00e6": "ae",
  "\u00c6": "AE",
  "\u0153": "oe",
  "\u0152": "OE",
  "\u00f8": "o",
  "\u00d8": "O",
  "\u0142": "l",
  "\u0141": "L",
};

const LINE_BREAKS = "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029";
/** XML 1.0 has no way to write these. */
const NOT_IN_XML = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff";
/** A spreadsheet that opens the file would take this beginning for a formula. */
const FORMULA = /^=/;

/** The characters that a file of this layout cannot hold; those of XML are fewer, because it can escape the rest. */
function unwritableIn(layout: PostingLayout): RegExp {
  if (layout.format === "xml") return new RegExp(`[${NOT_IN_XML}]|\\p{Cs}`, "u");
  const others: string[] = [LINE_BREAKS, "\\p{Cs}"];
  if (layout.encoding === "latin1") others.push("\\u{100}-\\u{10ffff}");
  // A column is counted in bytes by some readers and in characters by others; only what is the same in both stands still.
  if (layout.format === "fixed" && layout.encoding === "utf8") others.push("\\u{80}-\\u{10ffff}");
  if (layout.format === "fixed" && layout.encoding === "utf16le") others.push("\\u{10000}-\\u{10ffff}");
  if (layout.format === "delimited" && layout.quoting === "never")
    others.push(`\\u{${layout.delimiter.charCodeAt(0).toString(16)}}`, '"');
  return new RegExp(`[${others.join("")}]`, "u");
}

const known = new WeakMap<PostingLayout, RegExp>();

function unwritable(layout: PostingLayout): RegExp {
  const found = known.get(layout) ?? unwritableIn(layout);
  known.set(layout, found);
  return found;
}

/** The text as the file can hold it: writable, and no longer than the field. Refused unless the field allows a change. */
export function fitText(text: string, field: LayoutField, layout: PostingLayout, reference: string | null): string {
  const written = isWritable(text, layout) ? text : makeWritable(text, field, layout, reference);
  if (field.width === undefined || written.length <= field.width) return written;
  if (field.whenTooLong === "truncate") return cut(written, field.width);
  return refuse(
    "too_long",
    `${about(reference)}${field.name} is “${written}”: ${written.length} characters, and the layout has room for ${field.width}. Widen the field in the layout, or let it be cut.`,
    {
      reference,
      field: field.name,
      detail: { value: written, length: String(written.length), width: String(field.width) },
    },
  );
}

function isWritable(text: string, layout: PostingLayout): boolean {
  return !unwritable(layout).test(text) && !(layout.format === "delimited" && FORMULA.test(text));
}

function makeWritable(text: string, field: LayoutField, layout: PostingLayout, reference: string | null): string {
  if (field.whenUnwritable === "replace") {
    const safe = replaceUnwritable(text, layout);
    return layout.format === "delimited" && FORMULA.test(safe) ? `'${safe}` : safe;
  }
  const found = unwritable(layout).exec(text)?.[0];
  const what = found === undefined ? "an equals sign at the beginning" : nameCharacter(found);
  return refuse(
    "unwritable",
    `${about(reference)}${field.name} is “${text}” and holds ${what}, which the file cannot hold. Correct it where it comes from, or let the layout replace it.`,
    { reference, field: field.name, detail: { value: text, ...describeCharacter(found) } },
  );
}

function replaceUnwritable(text: string, layout: PostingLayout): string {
  const bad = unwritable(layout);
  return [...text.replaceAll(/\r\n?|[\n\t\u2028\u2029]/g, " ").normalize("NFC")]
    .map((character) => {
      if (!bad.test(character)) return character;
      const plain = PLAIN_SIGNS[character] ?? character.normalize("NFD").replaceAll(/\p{M}/gu, "");
      return [...plain].map((sign) => (bad.test(sign) ? "?" : sign)).join("");
    })
    .join("");
}

const INVISIBLE = /[\p{C}\p{Z}]/u;

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function nameCharacter(character: string): string {
  const code = codeOf(character);
  if (character === "\n" || character === "\r") return `a line break (${code})`;
  if (character === "\t") return `a tab (${code})`;
  return INVISIBLE.test(character) ? `the character ${code}` : `“${character}” (${code})`;
}

/** For sentences: `sign` chooses their words, `character` is what can be shown. */
function describeCharacter(found: string | undefined): Record<string, string> {
  if (found === undefined) return { sign: "equals", character: "=" };
  const code = codeOf(found);
  if (found === "\n" || found === "\r") return { sign: "line_break", character: code };
  if (found === "\t") return { sign: "tab", character: code };
  return { sign: "other", character: INVISIBLE.test(found) ? code : `“${found}” (${code})` };
}

/** Never half of a character that takes two places. */
function cut(text: string, width: number): string {
  const short = text.slice(0, width);
  return /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}
