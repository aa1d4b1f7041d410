import type { CleanImage, ImageReading, ImageRefusal } from "./model";

type Parts = Uint8Array[];

const PNG_MARK = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What draws a PNG. Texts, places, profiles and whatever else hangs on it stays behind. */
const PNG_KEPT = ["IHDR", "PLTE", "tRNS", "gAMA", "sRGB", "IDAT", "IEND"];
const PNG_CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Reads a picture by its own bytes and writes it anew from the parts that draw it: no notes, no place where it was taken, nothing
 * behind its end that another program could read as something else. SVG is no picture here, since it can hold scripts.
 */
export function readImage(bytes: Uint8Array): ImageReading {
  try {
    if (startsWith(bytes, PNG_MARK)) return readPng(bytes);
    if (startsWith(bytes, [0xff, 0xd8, 0xff])) return readJpeg(bytes);
    if (textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 4) === "WEBP") return readWebp(bytes);
    return refuse("image_unknown");
  } catch (error) {
    // A length that points behind the end of the file.
    if (error instanceof RangeError) return refuse("image_broken");
    throw error;
  }
}

function readPng(bytes: Uint8Array): ImageReading {
  const view = viewOf(bytes);
  const kept: Parts = [bytes.subarray(0, 8)];
  const packed: Parts = [];
  let at = 8;
  for (let type = ""; type !== "IEND"; ) {
    const length = view.getUint32(at);
    type = textAt(bytes, at + 4, 4);
    if (at === 8 && (type !== "IHDR" || length !== 13)) return refuse("image_broken");
    if (at + 12 + length > bytes.length) return refuse("image_broken");
    if (PNG_KEPT.includes(type)) kept.push(bytes.subarray(at, at + 12 + length));
    if (type === "IDAT") packed.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const [width, height, depth, colour] = [view.getUint32(16), view.getUint32(20), view.getUint8(24), view.getUint8(25)];
  if (view.getUint8(28) !== 0) return refuse("image_interlaced");
  const channels = PNG_CHANNELS[colour];
  if (!channels || packed.length === 0 || width === 0 || height === 0) return refuse("image_broken");
  // Each row of pixels begins with a byte that says how it is filtered.
  const rawBytes = height * (1 + Math.ceil((width * channels * depth) / 8));
  return accept({ kind: "png", width, height, bytes: join(kept), pixels: { packed: join(packed), rawBytes } });
}

const JPEG_SIZE = [0xc0, 0xc1, 0xc2];
/** Tables, size, scans, and the two notes that say how colours are meant. */
const JPEG_KEPT = [0xdb, 0xc4, ...JPEG_SIZE, 0xdd, 0xda, 0xe0, 0xee];

function readJpeg(bytes: Uint8Array): ImageReading {
  const view = viewOf(bytes);
  const kept: Parts = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return refuse("image_broken");
    const marker = view.getUint8(at + 1);
    if (marker === 0xd9) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) return refuse("image_broken");
    if (JPEG_SIZE.includes(marker)) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const next = marker === 0xda ? endOfScan(view, end) : end;
    if (JPEG_KEPT.includes(marker)) kept.push(bytes.subarray(at, next));
    else if (marker < 0xe0 && marker !== 0xfe) return refuse("image_unknown");
    at = next;
  }
  if (!size || size.width === 0 || size.height === 0 || kept.length < 3) return refuse("image_broken");
  return accept({ kind: "jpeg", ...size, bytes: join([...kept, bytes.subarray(at, at + 2)]), pixels: null });
}

/** Compressed pixels end at the first mark that is none of their own. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    const isOwn = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isOwn) return at;
  }
}

/** Only the note that there is transparency stays of the extended head. */
const WEBP_ALPHA = 0x10;

function readWebp(bytes: Uint8Array): ImageReading {
  const view = viewOf(bytes);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) return refuse("image_broken");
  const kept: Parts = [];
  let size: { width: number; height: number } | null = null;
  for (let at = 12; at + 8 <= end; ) {
    const type = textAt(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) return refuse("image_broken");
    if (type === "ANIM" || type === "ANMF") return refuse("image_animated");
    const part = bytes.slice(at, next);
    if (type === "VP8X") part[8] = (part[8] ?? 0) & WEBP_ALPHA;
    if (["VP8 ", "VP8L", "VP8X", "ALPH"].includes(type)) kept.push(part);
    size ??= webpSize(view, type, at + 8);
    at = next;
  }
  if (!size || !kept.some((part) => ["VP8 ", "VP8L"].includes(textAt(part, 0, 4)))) return refuse("image_broken");
  const body = join(kept);
  const head = new Uint8Array(12);
  head.set(new TextEncoder().encode("RIFF    WEBP"));
  viewOf(head).setUint32(4, 4 + body.length, true);
  return accept({ kind: "webp", ...size, bytes: join([head, body]), pixels: null });
}

function webpSize(view: DataView, type: string, at: number): { width: number; height: number } | null {
  if (type === "VP8X") {
    const of24 = (place: number) => view.getUint16(place, true) + view.getUint8(place + 2) * 65_536 + 1;
    return { width: of24(at + 4), height: of24(at + 7) };
  }
  if (type === "VP8L") {
    const bits = view.getUint32(at + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (type !== "VP8 ") return null;
  return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
}

function accept(image: CleanImage): ImageReading {
  return { ok: true, image };
}

function refuse(refusal: ImageRefusal): ImageReading {
  return { ok: false, refusal };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((value, place) => bytes[place] === value);
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
