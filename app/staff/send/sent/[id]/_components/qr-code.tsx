import { QR_MARGIN, qrShapeOf } from "./qr-shape";

/** Black on white in every theme: readers of QR codes know no dark mode. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = qrShapeOf(text);
  const wide = size + 2 * QR_MARGIN;
  return (
    <svg
      viewBox={`${-QR_MARGIN} ${-QR_MARGIN} ${wide} ${wide}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      className="block size-[8.5rem] border border-rule-strong bg-[#fff] text-[#000]"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
