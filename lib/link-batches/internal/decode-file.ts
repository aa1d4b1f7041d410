import iconv from "iconv-lite";
import type { FileRefusal } from "../model";

/** First bytes of what people upload by mistake. */
const SIGNATURES: { kind: string; bytes: number[] }[] = [
  { kind: "an Excel or ZIP file", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: "an old Excel or Word file", bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { kind: "a PDF", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: "an RTF document", bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { kind: "a picture", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: "a picture", bytes: [0xff, 0xd8, 0xff] },
  { kind: "a picture", bytes: [0x47, 0x49, 0x46, 0x38] },
  { kind: "a compressed file", bytes: [0x1f, 0x8b] },
];

const SAVE_AS = "Save the table as CSV or as tab-separated text, and upload that file.";

/** More control characters than one in so many: no text. */
const CONTROL_SHARE = 50;

export type DecodedFile = { ok: true; text: string } | { ok: false; refusal: FileRefusal };

/**
 * The bytes of a file as text with "\n" for every line break. UTF-8 and UTF-16 by their marks, then UTF-8 if it is valid, else
 * Windows-1252, in which Excel writes "CSV" on Windows.
 */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const signature = SIGNATURES.find((known) => known.bytes.every((byte, index) => bytes[index] === byte));
  if (signature) return refuse("file_binary", `This is ${signature.kind}. ${SAVE_AS}`);
  const text = decodeText(bytes);
  if (text.includes("\u0000")) {
    return refuse("file_has_nul", `The file holds NUL bytes, so it is no text, or UTF-16 without a mark. ${SAVE_AS}`);
  }
  if (text.trim() === "")
    return refuse("file_empty", "The file is empty. It begins with a line of column names, such as Invoice Number.");
  if (isMostlyControl(text)) return refuse("file_binary", `The file holds bytes that are no text. ${SAVE_AS}`);
  return { ok: true, text: withoutEndMark(text.replace(/\r\n?/g, "\n")) };
}

/** Old programs end a text with Ctrl-Z. */
function withoutEndMark(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.endsWith("\u001a") ? trimmed.slice(0, -1) : text;
}

function decodeText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return iconv.decode(Buffer.from(bytes), "utf-16le");
  if (first === 0xfe && second === 0xff) return iconv.decode(Buffer.from(bytes), "utf-16be");
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Node's own Windows-1252 leaves 0x80 to 0x9f as they are: no euro sign, no dash, no curly quote.
    return iconv.decode(Buffer.from(bytes), hasMark ? "utf-8" : "windows-1252");
  }
}

function isMostlyControl(text: string): boolean {
  const found = text.match(/(?![\t\n\v\f\r])\p{Cc}|\ufffd/gu)?.length ?? 0;
  return found > text.length / CONTROL_SHARE;
}

function refuse(code: FileRefusal["code"], message: string): DecodedFile {
  return { ok: false, refusal: { code, message } };
}
