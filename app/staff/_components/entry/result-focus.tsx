"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** What the form has become takes the focus that the form had. */
export function ResultFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}
