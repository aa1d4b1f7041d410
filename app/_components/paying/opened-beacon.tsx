"use client";

import { useEffect } from "react";

/** Tells the firm, once, that a person opened the page; a failure is of no interest to the payer. */
export function OpenedBeacon({ path }: { path: string }) {
  useEffect(() => {
    navigator.sendBeacon(path);
  }, [path]);
  return null;
}
