"use client";

import { useEffect, useRef } from "react";
import { Banner } from "@/components/ui/banner";

/** Why nothing was charged. Takes the focus each time, so that it is read and seen. */
export function Problem({ text, round }: { text: string | null; round: number }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refused try moves the focus anew
  useEffect(() => {
    if (text) box.current?.focus();
  }, [text, round]);
  return (
    <div ref={box} tabIndex={-1} aria-live="assertive" className="pay-problem">
      {text && <Banner tone="danger" title={text} />}
    </div>
  );
}
