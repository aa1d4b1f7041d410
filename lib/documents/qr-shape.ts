import { create } from "qrcode";

/** White round the code, in modules, as readers need it. */
const QR_MARGIN = 4;

/** `path` of unit squares, how many modules it is `size` wide, and the `box` it is drawn in, rim included. */
export type QrShape = { path: string; size: number; box: string };

/** A QR code as one path. Correction M: it survives a printer and a coffee ring. */
export function qrShapeOf(text: string): QrShape {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size, data } = modules;
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      let width = 1;
      while (x + width < size && data[y * size + x + width]) width += 1;
      path += `M${x} ${y}h${width}v1h-${width}z`;
      x += width;
    }
  }
  const wide = size + 2 * QR_MARGIN;
  return { path, size, box: `${-QR_MARGIN} ${-QR_MARGIN} ${wide} ${wide}` };
}

/** The same as a picture file to save, black on white, large enough to print. */
export function qrFileOf(text: string): string {
  const { path, size, box } = qrShapeOf(text);
  const wide = size + 2 * QR_MARGIN;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${wide * 12}" height="${wide * 12}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M${-QR_MARGIN} ${-QR_MARGIN}h${wide}v${wide}h-${wide}z"/><path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
