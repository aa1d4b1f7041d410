import { drawFacts, drawTable } from "./draw-table";
import { drawHeading, drawNotice, drawParagraph, drawSum } from "./draw-text";
import type { Paper, PrintedBlock, PrintedDocument, PrintedLogo } from "./model";
import { type Doc, drawAsDecoration, drawLine, drawRule, INK, type Look, makeLookUp, type Pen, widthOf } from "./pen";

const SIZES: Record<Paper, [number, number]> = { letter: [612, 792], a4: [595.28, 841.89] };
const MARGIN = 54;
const FOOT: Look = { face: "sans", size: 8.5, color: INK.hint };

/**
 * The document as a PDF for eyes and for screen readers (PDF/UA: tagged, titled, with its language and both faces inside). The same
 * document gives the same bytes.
 */
export async function writePdf(printed: PrintedDocument): Promise<Uint8Array> {
  const doc = await openDocument(printed);
  const finished = collect(doc);
  const pen = takePen(doc, printed.paper);
  drawFirm(pen, printed.firm);
  for (const block of printed.blocks) drawBlock(pen, block);
  pen.root.end();
  drawFeet(pen, printed);
  doc.end();
  return finished;
}

async function openDocument({ title, language, paper, firm, madeAt }: PrintedDocument): Promise<Doc> {
  // Most processes never print; those that do load it with their first document.
  const { default: PDFDocument } = await import("pdfkit");
  // pdfkit writes what PDF/UA asks for; its types know only the archive formats.
  const subset: object = { subset: "PDF/UA" };
  return new PDFDocument({
    ...subset,
    size: SIZES[paper],
    margin: MARGIN,
    pdfVersion: "1.7",
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    // The standard Helvetica would be the one face in the file that is not embedded.
    font: "",
    info: { Title: title, Author: firm.name, Creator: "Docketpay", Producer: "Docketpay", CreationDate: madeAt },
  });
}

function collect(doc: Doc): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    doc.on("error", reject);
  });
}

function takePen(doc: Doc, paper: Paper): Pen {
  const [width, height] = SIZES[paper];
  const root = doc.struct("Document");
  doc.addStructure(root);
  const pen: Pen = {
    doc,
    root,
    left: MARGIN,
    width: width - 2 * MARGIN,
    y: MARGIN,
    bottom: height - MARGIN - 22,
    reserve: (room) => {
      if (pen.y + room <= pen.bottom || pen.y === MARGIN) return false;
      doc.addPage();
      pen.y = MARGIN;
      return true;
    },
    lookUp: makeLookUp(doc),
  };
  return pen;
}

/** Who writes: the firm's name in serif, where it is and how it is reached, a rule. */
function drawFirm(pen: Pen, { name, lines, logo }: PrintedDocument["firm"]): void {
  const { width } = pen;
  const bottom = logo ? drawLogo(pen, logo) : 0;
  drawParagraph(pen, name, { face: "serif", size: 15, color: INK.text }, { tag: "P", after: 1 });
  for (const line of lines.filter((each) => each !== ""))
    drawParagraph(pen, line, { face: "sans", size: 9, color: INK.soft }, { tag: "P", after: 0 });
  pen.width = width;
  pen.y = Math.max(pen.y, bottom) + 8;
  drawRule(pen, { x: pen.left, y: pen.y }, { x: pen.left + pen.width, y: pen.y }, INK.text);
  pen.y += 20;
}

const LOGO_BOX = { width: 150, height: 40 };

/** At the right, leaving the rest of the width to the name. Says where it ends. */
function drawLogo(pen: Pen, { bytes, width, height }: PrintedLogo): number {
  const scale = Math.min(LOGO_BOX.width / width, LOGO_BOX.height / height);
  const size = { width: width * scale, height: height * scale };
  drawAsDecoration(pen, () => {
    pen.doc.image(Buffer.from(bytes), pen.left + pen.width - size.width, pen.y, size);
  });
  pen.width -= size.width + 18;
  return pen.y + size.height;
}

function drawBlock(pen: Pen, block: PrintedBlock): void {
  if (block.kind === "heading") drawHeading(pen, block.level, block.text, block.aside);
  else if (block.kind === "sum") drawSum(pen, block.text, block.below, block.isTrust);
  else if (block.kind === "notice") drawNotice(pen, block.text, block.isTrust);
  else if (block.kind === "facts") drawFacts(pen, block.rows);
  else if (block.kind === "table") drawTable(pen, block.columns, block.rows, block.total);
  else drawWords(pen, block);
}

function drawWords(pen: Pen, block: Extract<PrintedBlock, { kind: "text" | "quote" }>): void {
  const isQuiet = block.kind === "text" && block.isQuiet;
  const look: Look = { face: "sans", size: isQuiet ? 9 : 10, color: isQuiet ? INK.soft : INK.text };
  if (block.kind === "quote") drawParagraph(pen, block.text, look, { tag: "BlockQuote", indent: 14 });
  else drawParagraph(pen, block.text, look, { tag: "P" });
}

/** Drawn last, when it is known how many pages there are. */
function drawFeet(pen: Pen, { foot, pageText, paper }: PrintedDocument): void {
  const { start, count } = pen.doc.bufferedPageRange();
  const y = SIZES[paper][1] - MARGIN - FOOT.size;
  // Below the margin pdfkit would turn the page for a text.
  for (let index = 0; index < count; index += 1) {
    pen.doc.switchToPage(start + index);
    pen.doc.page.margins.bottom = 0;
    const text = pageText(index + 1, count);
    const x = pen.left + pen.width - widthOf(pen, text, FOOT);
    drawAsDecoration(
      pen,
      () => {
        drawLine(pen, foot, { x: pen.left, y }, FOOT);
        drawLine(pen, text, { x, y }, FOOT);
      },
      "Pagination",
    );
  }
}
