import type { ReactNode } from "react";

/** A titled part of the gallery, under a rule. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-6 border-t border-rule-strong pt-3">
      <h2 className="mb-3 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}
