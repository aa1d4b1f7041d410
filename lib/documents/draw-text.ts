import { drawAsDecoration, drawLine, INK, type Look, lineHeight, linesOf, type Pen, widthOf } from "./pen";

type Options = { tag: "H1" | "H2" | "P" | "BlockQuote"; indent?: number; after?: number };

/** A paragraph over the whole width, on the next page where this one ends. */
export function drawParagraph(pen: Pen, text: string, look: Look, { tag, indent = 0, after = 8 }: Options): void {
  const lines = linesOf(pen, text, pen.width - indent, look);
  const height = lineHeight(look.size);
  const element = pen.doc.struct(tag);
  pen.root.add(element);
  // One line alone at the foot of a page is not worth beginning.
  pen.reserve(height * Math.min(lines.length, 3));
  for (let at = 0; at < lines.length; ) {
    pen.reserve(height);
    const part = lines.slice(at, at + Math.max(1, Math.floor((pen.bottom - pen.y) / height)));
    element.add(() => {
      for (const [index, line] of part.entries())
        drawLine(pen, line, { x: pen.left + indent, y: pen.y + index * height }, look);
    });
    pen.y += part.length * height;
    at += part.length;
  }
  element.end();
  pen.y += after;
}

/** A heading, kept with what follows it. */
export function drawHeading(pen: Pen, level: 1 | 2, text: string, aside = ""): void {
  const size = level === 1 ? 22 : 13;
  if (level === 2) pen.y += 8;
  pen.reserve(size * 4);
  const top = pen.y;
  drawParagraph(pen, text, { face: "serif", size, color: INK.text }, { tag: level === 1 ? "H1" : "H2", after: 5 });
  if (aside === "") return;
  const look: Look = { face: "sans", size: 10, color: INK.soft };
  const after = pen.y;
  const element = pen.doc.struct("P");
  pen.root.add(element);
  const x = pen.left + pen.width - widthOf(pen, aside, look);
  element.add(() => drawLine(pen, aside, { x, y: top + size - look.size }, look));
  element.end();
  pen.y = after;
}

/** The amount is the page: one sum in serif, and in words what it is. */
export function drawSum(pen: Pen, text: string, below: string, isTrust: boolean): void {
  pen.reserve(64);
  drawParagraph(pen, text, { face: "serif", size: 28, color: INK.text }, { tag: "P", after: 1 });
  const color = isTrust ? INK.trust : INK.soft;
  drawParagraph(pen, below, { face: isTrust ? "strong" : "sans", size: 10.5, color }, { tag: "P", after: 12 });
}

/** A sentence with an edge at its left: blue for trust, ink for everything else. */
export function drawNotice(pen: Pen, text: string, isTrust: boolean): void {
  const look: Look = { face: "sans", size: 10, color: INK.text };
  const height = linesOf(pen, text, pen.width - 14, look).length * lineHeight(look.size);
  pen.reserve(height + 4);
  const top = pen.y;
  drawAsDecoration(pen, () => {
    pen.doc.rect(pen.left, top, 3, height).fill(isTrust ? INK.trust : INK.soft);
  });
  drawParagraph(pen, text, look, { tag: "P", indent: 14, after: 12 });
}
