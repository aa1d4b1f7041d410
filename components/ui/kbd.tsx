import type { ReactNode } from "react";

/** A key or a chord of keys, as shown in hints. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd>{children}</kbd>;
}
