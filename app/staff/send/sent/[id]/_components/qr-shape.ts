import { create } from "qrcode";

/** White round the code, in modules, as readers need it. */
export const QR_MARGIN = 4;

/** A QR code as one path of unit squares, and how many modules it is wide. Correction M: it survives a printer and a coffee ring. */
export function qrShapeOf(text: string): { path: string; size: number } {
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
  return { path, size };
}

/** The same as a picture file to save, black on white, large enough to print. */
export function qrFileOf(text: string): string {
  const { path, size } = qrShapeOf(text);
  const wide = size + 2 * QR_MARGIN;
  const box = `${-QR_MARGIN} ${-QR_MARGIN} ${wide} ${wide}`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${wide * 12}" height="${wide * 12}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M${-QR_MARGIN} ${-QR_MARGIN}h${wide}v${wide}h-${wide}z"/><path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
