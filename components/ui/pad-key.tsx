import type { ReactNode } from "react";

/** Says once on a form what the legal pad means. */
export function PadKey({ children }: { children: ReactNode }) {
  return (
    <p className="pad-key-line">
      <span className="pad-key" aria-hidden="true" />
      {children}
    </p>
  );
}
