type Props = {
  /** As `qrShapeOf` draws it on the server: no browser loads what makes the code. */
  shape: { path: string; box: string };
  label: string;
};

/** Black on white in every theme: readers of QR codes know no dark mode. */
export function QrCode({ shape, label }: Props) {
  return (
    <svg
      viewBox={shape.box}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      className="block size-[8.5rem] border border-rule-strong bg-[#fff] text-[#000]"
    >
      <path d={shape.path} fill="currentColor" />
    </svg>
  );
}
