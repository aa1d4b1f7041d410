import type PDFDocument from "pdfkit";
import { breakLines } from "./break-lines";
import { type Face, fontNamesOf, plainText, readFont } from "./faces";

export type Doc = InstanceType<typeof PDFDocument>;
export type Element = ReturnType<Doc["struct"]>;

/** LOOK's colours on paper. */
export const INK = { text: "#17212b", soft: "#414d57", hint: "#596570", rule: "#c3c8bc", trust: "#2a3f94" } as const;

export type Look = { face: Face; size: number; color: string };

/** Draws on one document: knows where it stands and turns the page when there is no room left. */
export type Pen = {
  doc: Doc;
  root: Element;
  left: number;
  width: number;
  /** Where the next thing begins. */
  y: number;
  /** Nothing is drawn below this but the foot. */
  bottom: number;
  /** Turns the page when less than so much room is left; says whether it did. */
  reserve: (height: number) => boolean;
  lookUp: (face: Face, character: string) => string;
};

type Run = { font: string; text: string };

// pdfkit shows no other way to ask a font what it holds; the version is pinned exactly, and a test prints Cyrillic.
type FontInside = { _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } } };

/** Which file of a face has a character: the first that does. Asked once per character. */
export function makeLookUp(doc: Doc): Pen["lookUp"] {
  const known = new Map<string, string>();
  const registered = new Set<string>();
  const has = (font: string, character: string) => {
    if (!registered.has(font)) {
      doc.registerFont(font, readFont(font));
      registered.add(font);
    }
    doc.font(font);
    return (doc as unknown as FontInside)._font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
  };
  return (face, character) => {
    const key = face + character;
    const found = known.get(key) ?? fontNamesOf(face).find((font) => has(font, character)) ?? "";
    known.set(key, found);
    return found;
  };
}

/** A line in pieces of one font file each. A character that no file has becomes a question mark, so that nothing is lost unseen. */
function runsOf(pen: Pen, text: string, face: Face): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const found = pen.lookUp(face, character);
    const font = found || pen.lookUp(face, "?");
    const shown = found ? character : "?";
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ font, text: shown });
  }
  return runs;
}

export function widthOf(pen: Pen, text: string, { face, size }: Pick<Look, "face" | "size">): number {
  return runsOf(pen, text, face).reduce((sum, run) => sum + measure(pen, run, size), 0);
}

function measure(pen: Pen, { font, text }: Run, size: number): number {
  return pen.doc.font(font).fontSize(size).widthOfString(text);
}

/** A text cut for a width, ready for `drawLine`. */
export function linesOf(pen: Pen, text: string, width: number, look: Pick<Look, "face" | "size">): string[] {
  return breakLines(plainText(text), width, (part) => widthOf(pen, part, look));
}

/** `y` is where the line's room begins; the letters stand on its baseline. */
export function drawLine(pen: Pen, line: string, at: { x: number; y: number }, look: Look): void {
  let x = at.x;
  for (const run of runsOf(pen, line, look.face)) {
    const width = measure(pen, run, look.size);
    pen.doc.fillColor(look.color).text(run.text, x, at.y + look.size, { lineBreak: false, baseline: "alphabetic" });
    x += width;
  }
}

export function lineHeight(size: number): number {
  return Math.round(size * 1.42 * 10) / 10;
}

/** Whatever has no meaning of its own: rules, the foot. Readers for the blind pass over it. */
export function drawAsDecoration(pen: Pen, draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
  pen.doc.markContent("Artifact", { type });
  draw();
  pen.doc.endMarkedContent();
}

export function drawRule(pen: Pen, from: { x: number; y: number }, to: { x: number; y: number }, color: string): void {
  drawAsDecoration(pen, () => {
    pen.doc.moveTo(from.x, from.y).lineTo(to.x, to.y).lineWidth(0.6).strokeColor(color).stroke();
  });
}
